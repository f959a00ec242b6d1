import { notify } from '../account/notify.ts';
import type { Owner } from '../actor.ts';
import { endSeveral } from '../credential/end-several.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Role } from '../permission/permissions.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Receipt } from '../verifying/store.ts';
import { endedBy, requireReach } from './keeper.ts';
import { findThere, withThoseSince } from './sessions-there.ts';

/** What ending named sessions came to. */
export interface Terminated {
  readonly count: number;
  /** Ids that are no session's of the organization: nobody's, or somebody's elsewhere. */
  readonly unknown: readonly string[];
  readonly receipt: Receipt;
}

/**
 * An administrator ends sessions that stand in their organization, and trust in their devices there; nobody comes back from next door
 * without a new proof. What had ended already is confirmed again. Who was signed out is told by mail, and reads it in their own
 * history. Refuses `reauthentication_required`, and `beyond_own_rights` for the whole where one of them is somebody's who may do more.
 */
export async function terminateSessions(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  actor: Owner,
  named: readonly string[],
): Promise<Terminated> {
  requireFreshProof(actor, deps.clock.now());
  const { ends, unknown } = await deps.transaction(async (stores) => {
    const wanted = [...new Set(named)];
    const seen = await findThere(stores, actor.organizationId, wanted);
    await lockProved(stores, deps, actor, accountsOf(seen));
    await requireReach(stores, actor, 'pf.sessions.terminate', await rolesOf(stores, actor, seen));
    const found = await withThoseSince(stores, actor.organizationId, seen);
    const ids = found.map(({ id }) => id);
    const at = deps.clock.now();
    for (const accountId of accountsOf(found)) {
      await stores.organizations.wantProof(accountId, actor.organizationId, at);
    }
    await endTrustOf(stores, actor, found);
    await tell(
      stores,
      deps,
      actor,
      found.filter(({ ending }) => ending === null),
    );
    const ends = await endSeveral(stores, deps, ids, { reason: 'revoked_by_administrator', at, by: endedBy(actor) });
    return { ends, unknown: wanted.filter((id) => !ids.includes(id)) };
  });
  return { count: ends.count, unknown, receipt: await deps.confirmation.confirmed(ends.epoch) };
}

/** Of whoever has left there is no role, and nothing that it would permit. */
async function rolesOf(
  { organizations }: Pick<Stores, 'organizations'>,
  { organizationId }: Owner,
  sessions: readonly SessionRecord[],
): Promise<Role[]> {
  return (await organizations.holders(organizationId, accountsOf(sessions))).map(({ role }) => role ?? 'member');
}

function accountsOf(sessions: readonly SessionRecord[]): string[] {
  return [...new Set(sessions.map(({ accountId }) => accountId))];
}

/** As where owners shut out themselves, but in this organization alone: the password does not bring them back there by itself. */
async function endTrustOf(
  { trusts }: Pick<Stores, 'trusts'>,
  { organizationId }: Owner,
  sessions: readonly SessionRecord[],
): Promise<void> {
  for (const { deviceId } of sessions) if (deviceId !== null) await trusts.end({ deviceId, organizationId });
}

/** In the history of each member, with the administrator's name; by mail too, but for whoever did it themselves. */
async function tell(
  stores: Stores,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post'>,
  actor: Owner,
  ended: readonly SessionRecord[],
): Promise<void> {
  const at = deps.clock.now();
  const organization = (await stores.organizations.find(actor.organizationId))?.name ?? '';
  const by = (await stores.accounts.find(actor.accountId))?.displayName ?? '';
  for (const [accountId, sessions] of Map.groupBy(ended, (session) => session.accountId)) {
    const [only, ...more] = sessions;
    const about = more.length === 0 ? { credentialId: only?.id ?? null, deviceId: only?.deviceId ?? null } : {};
    const details = { count: sessions.length };
    await note(stores, deps, { ...about, event: 'session.terminated', accountId, by: actor, details });
    const account = accountId === actor.accountId ? null : await stores.accounts.find(accountId);
    if (account === null) continue;
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'signed_out_by_administrator', displayName, at, by, organization });
  }
}
