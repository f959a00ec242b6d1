import type { Clock, MailPayload } from '@rollcall/core';
import type { Deliverer, Delivery, Parcel } from '../outbox/deliverer.ts';
import { facts, isFinal, type Mailer } from './mailer.ts';

/** A mail server may keep silent for a while at each of its steps. */
export const mailLeaseMs = 120_000;
const firstRetryMs = 30_000;
const longestRetryMs = 4 * 3_600_000;
/** After this a mail is given up. */
export const mailPatienceMs = 24 * 3_600_000;

/** Mail that is given up is not kept: its links have expired, and its news is old. */
export function createMailDeliverer(deps: { readonly mailer: Mailer; readonly clock: Clock }): Deliverer {
  return {
    deliver: (parcel) => deliver(deps.mailer, deps.clock.now(), parcel),
    nextTryAt({ attempts, createdAt }, now) {
      const dueAt = now + retryAfter(attempts);
      return dueAt > createdAt + mailPatienceMs ? 'it was tried for a day' : dueAt;
    },
    leaseMs: mailLeaseMs,
    keepsGivenUp: false,
  };
}

async function deliver(mailer: Mailer, now: number, parcel: Parcel): Promise<Delivery> {
  // What opens was sealed here: nobody else has the key.
  const payload = parcel.payload as MailPayload;
  const { expiresAt = Number.POSITIVE_INFINITY } = payload.message;
  if (expiresAt <= now) return { outcome: 'refused', why: 'its link has expired' };
  try {
    await mailer.send(parcel.id, payload);
    return { outcome: 'delivered' };
  } catch (error) {
    if (isFinal(error)) return { outcome: 'refused', why: 'the mail server refuses it', facts: facts(error) };
    return { outcome: 'failed', facts: facts(error) };
  }
}

export function retryAfter(attempts: number): number {
  return Math.min(firstRetryMs * 2 ** (attempts - 1), longestRetryMs);
}
