import type { Operator } from '../actor.ts';
import { end } from '../credential/end.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';

/** Ends a service's credential; what was issued with it stays. Refuses `not_found`; one that ended already is confirmed again. */
export async function revokeServiceCredential(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  operator: Operator,
  credentialId: string,
): Promise<Outcome> {
  const ends = await deps.transaction(async (stores) => {
    const credential = await stores.services.findCredential(credentialId);
    if (credential === null) throw new Refusal('not_found');
    const { serviceId, organizationId } = credential;
    await stores.accounts.lock(serviceId);
    const by = { accountId: null, deviceId: null };
    const ends = await end(
      stores,
      deps,
      { id: credentialId },
      { reason: 'revoked_by_operator', at: deps.clock.now(), by },
    );
    const event = 'service_credential.revoked';
    await note(stores, deps, { event, accountId: serviceId, organizationId, by: operator, credentialId });
    return ends;
  });
  return { outcome: 'ended', count: ends.count, hold: null, receipt: await deps.confirmation.confirmed(ends.epoch) };
}
