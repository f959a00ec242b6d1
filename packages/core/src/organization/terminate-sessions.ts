import { notify } from '../account/notify.ts';
import type { Owner } from '../actor.ts';
import { endSeveral } from '../credential/end-several.ts';
import type { SessionRecord } from '../credential/store.ts';
import { wholeSignIn } from '../credential/whole-sign-in.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Role } from '../permission/permissions.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import type { Receipt } from '../verifying/store.ts';
import { endedBy, requireReach } from './keeper.ts';

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
    const seen = await findThere(stores, actor, wanted);
    await lockProved(stores, deps, actor, accountsOf(seen));
    await requireReach(stores, actor, 'pf.sessions.terminate', await rolesOf(stores, actor, seen));
    const found = await withThoseSince(stores, actor, seen);
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

/** Another organization's and an unknown one are the same: not there. So is a child, which ends with its parent. */
async function findThere(
  { credentials }: Pick<Stores, 'credentials'>,
  { organizationId }: Owner,
  ids: readonly string[],
): Promise<SessionRecord[]> {
  const found: SessionRecord[] = [];
  for (const id of ids) {
    const session = await credentials.find(id);
    if (session?.organizationId === organizationId && session.parentId === null) found.push(session);
  }
  return found;
}

/** Whoever went next door and came back since they were seen is in another session here by now. */
async function withThoseSince(
  stores: Pick<Stores, 'credentials'>,
  actor: Owner,
  seen: readonly SessionRecord[],
): Promise<SessionRecord[]> {
  const since = new Set<string>();
  for (const session of seen) for (const id of await wholeSignIn(stores, session)) since.add(id);
  const there = await findThere(stores, actor, [...since]);
  return [...seen, ...there.filter(({ id }) => !seen.some((one) => one.id === id))];
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
