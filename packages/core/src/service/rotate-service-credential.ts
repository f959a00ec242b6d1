import type { Operator } from '../actor.ts';
import { end } from '../credential/end.ts';
import type { EndingStores } from '../credential/ends.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Receipt } from '../verifying/store.ts';
import { insertServiceCredential } from './issue-service-credential.ts';
import { lockServiceCredential } from './lock-service-credential.ts';
import type { IssuedServiceCredential, ServiceCredential } from './service.ts';

export interface RotatedServiceCredential extends IssuedServiceCredential {
  /** When the old one ends, in milliseconds UTC. */
  readonly oldEndsAt: number;
  readonly receipt: Receipt;
}

/**
 * Issues a credential with the same name, permissions and expiry, and ends the old one: now, or after the overlap, in which
 * both work. Refuses `not_found` for one that is not live.
 */
export async function rotateServiceCredential(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  operator: Operator,
  credentialId: string,
  overlapMs: number,
): Promise<RotatedServiceCredential> {
  const oldEndsAt = deps.clock.now() + overlapMs;
  const { issued, epoch } = await deps.transaction(async (stores) => {
    const old = await lockServiceCredential(stores, deps, credentialId);
    const { serviceId, organizationId } = old;
    const issued = await insertServiceCredential(stores, deps, old);
    await note(stores, deps, {
      event: 'service_credential.rotated',
      accountId: serviceId,
      organizationId,
      by: operator,
      credentialId,
      details: { next: issued.credential.id, oldEndsAt },
    });
    return { issued, epoch: await endOld(stores, deps, old, oldEndsAt, overlapMs) };
  });
  return { ...issued, oldEndsAt, receipt: await deps.confirmation.confirmed(epoch) };
}

async function endOld(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  { id }: ServiceCredential,
  at: number,
  overlapMs: number,
): Promise<number> {
  if (overlapMs === 0) {
    const by = { accountId: null, deviceId: null };
    return (await end(stores, deps, { id }, { reason: 'superseded', at, by })).epoch;
  }
  await stores.services.setOwnEnd(id, at);
  return stores.authority.raise([{ kind: 'credential', id }]);
}
