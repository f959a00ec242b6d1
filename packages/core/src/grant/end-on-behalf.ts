import { notify } from '../account/notify.ts';
import type { Owner } from '../actor.ts';
import { end } from '../credential/end.ts';
import { endSeveral } from '../credential/end-several.ts';
import type { Ends } from '../credential/ends.ts';
import type { Outcome } from '../credential/outcome.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { endedBy } from '../organization/keeper.ts';
import { findThere, withThoseSince } from '../organization/sessions-there.ts';
import { sessionsThere } from '../organization/view-member.ts';
import { Refusal } from '../refusal.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { standingGrant } from './standing-grant.ts';

/** What is ended of somebody's on their behalf: a session, what a device holds, or everything; in one organization. */
export type OnBehalf =
  | { readonly act: 'session' | 'device'; readonly targetId: string }
  | { readonly act: 'everything'; readonly targetId: null };

type OnBehalfDeps = Pick<Deps, 'canMail' | 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>;

/**
 * The holder of a grant ends what stands in the organization, and trust in those devices there; nobody comes back from next door
 * without a new proof. It is told to its owner by mail, and stands in their own history. The proof is the holder's. Refuses
 * `reauthentication_required`, and `not_found` without a grant or for what does not stand there.
 */
export async function endOnBehalf(
  deps: OnBehalfDeps,
  actor: Owner,
  accountId: string,
  what: OnBehalf,
): Promise<Outcome> {
  requireFreshProof(actor, deps.clock.now());
  const ends = await deps.transaction(async (stores) => {
    await lockProved(stores, deps, actor, [accountId]);
    const at = deps.clock.now();
    await standingGrant(
      { clock: deps.clock, grants: stores.grants, organizations: stores.organizations },
      actor,
      accountId,
    );
    const target = await targetOf(stores, deps, actor, accountId, what);
    await stores.organizations.wantProof(accountId, actor.organizationId, at);
    const untrusted = await endTrust(stores, actor, target);
    const ending = { reason: 'revoked_on_behalf', at, by: endedBy(actor) } as const;
    const ended =
      target.ids === 'all'
        ? await end(stores, deps, { member: { accountId, organizationId: actor.organizationId } }, ending)
        : await endSeveral(stores, deps, target.ids, ending);
    if (ended.count > 0 || untrusted > 0) await tell(stores, deps, actor, target, ended);
    return ended;
  });
  const receipt = await deps.confirmation.confirmed(ends.epoch);
  return { outcome: 'ended', count: ends.count, hold: null, receipt };
}

interface Target {
  readonly accountId: string;
  readonly ids: readonly string[] | 'all';
  readonly deviceIds: readonly string[];
  /** As far as it is one thing. */
  readonly about: { readonly credentialId?: string; readonly deviceId?: string | null };
}

/** What stands in another organization, another's and an unknown one are the same: not found. Lock the account first. */
async function targetOf(
  stores: Stores,
  deps: Pick<Deps, 'clock'>,
  { organizationId }: Owner,
  accountId: string,
  { act, targetId }: OnBehalf,
): Promise<Target> {
  if (act === 'session') {
    const [seen] = await findThere(stores, organizationId, [targetId]);
    if (seen?.accountId !== accountId) throw new Refusal('not_found');
    const sessions = await withThoseSince(stores, organizationId, [seen]);
    const deviceIds = sessions.flatMap(({ deviceId }) => deviceId ?? []);
    const about = { credentialId: seen.id, deviceId: seen.deviceId };
    return { accountId, ids: sessions.map(({ id }) => id), deviceIds, about };
  }
  const trusts = (await stores.trusts.listOf(accountId)).filter((trust) => trust.organizationId === organizationId);
  const trusted = trusts.map(({ deviceId }) => deviceId);
  if (act === 'everything') return { accountId, ids: 'all', deviceIds: trusted, about: {} };
  const there = await sessionsThere({ clock: deps.clock, credentials: stores.credentials }, accountId, organizationId);
  const ids = there.filter(({ deviceId }) => deviceId === targetId).map(({ id }) => id);
  if (ids.length === 0 && !trusted.includes(targetId)) throw new Refusal('not_found');
  return { accountId, ids, deviceIds: [targetId], about: { deviceId: targetId } };
}

async function endTrust(
  { trusts }: Pick<Stores, 'trusts'>,
  { organizationId }: Owner,
  { deviceIds }: Target,
): Promise<number> {
  let count = 0;
  for (const deviceId of deviceIds) count += (await trusts.end({ deviceId, organizationId })).length;
  return count;
}

/** With the holder's name, in the history of the one it is about and by mail. */
async function tell(
  stores: Stores,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post'>,
  actor: Owner,
  { accountId, about }: Target,
  { count }: Ends,
): Promise<void> {
  const details = { count };
  await note(stores, deps, { ...about, event: 'session.ended_on_behalf', accountId, by: actor, details });
  const account = await stores.accounts.find(accountId);
  if (account === null) return;
  const organization = (await stores.organizations.find(actor.organizationId))?.name ?? '';
  const by = (await stores.accounts.find(actor.accountId))?.displayName ?? '';
  const { displayName } = account;
  const at = deps.clock.now();
  await notify(stores, deps, account, { kind: 'signed_out_on_behalf', displayName, at, by, organization });
}
