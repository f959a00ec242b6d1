import type { ServiceActor } from '../actor.ts';
import { end } from '../credential/end.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { findExternal } from './external-account.ts';

type RevokeDeps = Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>;

/** What a service shut out, and whose it was. */
export interface RevokedByService {
  readonly accountId: string;
  readonly outcome: Outcome;
}

/** A service ends a session that it issued. Refuses `not_found`; one that has ended already is confirmed again. */
export async function revokeByService(
  deps: RevokeDeps,
  actor: ServiceActor,
  sessionId: string,
): Promise<RevokedByService> {
  const { accountId, ends } = await deps.transaction.together(async (stores) => {
    const session = await stores.credentials.find(sessionId);
    if (session?.serviceId !== actor.serviceId || session.parentId !== null) throw new Refusal('not_found');
    const { accountId, deviceId } = session;
    const by = { accountId: actor.serviceId, deviceId: null };
    const ending = { reason: 'revoked_by_service', at: deps.clock.now(), by } as const;
    const ends = await end(stores, deps, { id: sessionId }, ending);
    const event = 'session.revoked';
    await note(stores, deps, { event, accountId, by: actor, credentialId: sessionId, deviceId });
    return { accountId, ends };
  });
  const receipt = await deps.confirmation.confirmed(ends.epoch);
  return { accountId, outcome: { outcome: 'ended', count: ends.count, hold: null, receipt } };
}

/** A service ends every session of one of its accounts but those named. Refuses `not_found`. */
export async function revokeAllByService(
  deps: RevokeDeps,
  actor: ServiceActor,
  externalId: string,
  except: readonly string[],
): Promise<RevokedByService> {
  const { accountId, ends } = await deps.transaction.together(async (stores) => {
    const { accountId } = await findExternal(stores, actor, externalId);
    await stores.accounts.lock(accountId);
    const by = { accountId: actor.serviceId, deviceId: null };
    const ending = { reason: 'revoked_by_service', at: deps.clock.now(), by } as const;
    const ends = await end(stores, deps, { accountId, kinds: ['session'], except }, ending);
    const details = { count: ends.count };
    await note(stores, deps, { event: 'session.revoked_all', accountId, by: actor, details });
    return { accountId, ends };
  });
  const receipt = await deps.confirmation.confirmed(ends.epoch);
  return { accountId, outcome: { outcome: 'ended', count: ends.count, hold: null, receipt } };
}
