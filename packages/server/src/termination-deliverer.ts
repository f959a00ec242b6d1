import { type Deps, type TerminationPayload, tellMembers } from '@rollcall/core';
import type { Deliverer } from './outbox/deliverer.ts';

type TerminationDelivererDeps = Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post' | 'transaction'>;

/** Long enough for many members; whoever takes it up after a crash goes on where the last left off. */
const leaseMs = 10 * 60_000;
const retryMs = 30_000;

/** Tells the members of an organization, some at a time, that everybody was signed out. */
export function createTerminationDeliverer(deps: TerminationDelivererDeps): Deliverer {
  return {
    async deliver({ payload }) {
      // What opens was sealed here: nobody else has the key.
      const { terminationId } = payload as TerminationPayload;
      try {
        let more = true;
        while (more) more = await tellMembers(deps, terminationId);
        return { outcome: 'delivered' };
      } catch (error) {
        return { outcome: 'failed', facts: { terminationId, err: error } };
      }
    },
    nextTryAt: (_message, now) => now + retryMs,
    leaseMs,
    keepsGivenUp: false,
  };
}
