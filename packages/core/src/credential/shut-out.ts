import { hasFreshProof, type Owner } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { acts, finish, type Intent, whichOf } from '../hold/acts.ts';
import { type Hold, holdLifetimeMs } from '../hold/hold.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { ownerNow } from '../sign-in/fresh-proof.ts';
import type { Subject } from '../verifying/store.ts';
import { countOf } from './ends.ts';
import type { Outcome } from './outcome.ts';
import type { Ended } from './store.ts';

interface Done {
  readonly count: number;
  readonly epoch: number;
  readonly hold: Hold | null;
}

/**
 * Shuts out of one's own account. With a fresh proof it is final; without, it holds at the press and the proof comes after:
 * the thief is out before the owner has found the password (how ASVS 7.5.2 is met). What asks may always shut itself out.
 * Refuses `not_found`, and `hold_already_open` where this session has held something since its last proof: pressing, taking back
 * and pressing again must not keep others out for ever.
 */
export async function shutOut(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  owner: Owner,
  intent: Intent,
): Promise<Outcome> {
  const done = await deps.transaction.together(async (stores): Promise<Done> => {
    await stores.accounts.lock(owner.accountId);
    const now = deps.clock.now();
    const target = await targetOf(stores, owner, intent);
    const isOwn = concernsOnlyItself(owner, intent);
    const acting = isOwn ? owner : await ownerNow(stores, deps, owner);
    if (isOwn || hasFreshProof(acting, now)) {
      const ends = await finish(stores, deps, owner, intent, now);
      await note(stores, deps, {
        ...target,
        event: acts[intent.act].event,
        accountId: owner.accountId,
        by: owner,
        details: { count: ends.count },
      });
      return { ...ends, hold: null };
    }
    return holdBack(stores, deps, acting, intent, target, now);
  });
  const receipt = await deps.confirmation.confirmed(done.epoch);
  return { outcome: done.hold === null ? 'ended' : 'held', count: done.count, hold: done.hold, receipt };
}

/** What an intent is about, as far as it is one thing. */
interface Target {
  readonly credentialId: string | null;
  readonly deviceId: string | null;
}

/** Another account's object and an unknown id are the same: not found. So is a child, which ends with its parent. */
async function targetOf({ credentials, devices }: Stores, { accountId }: Owner, intent: Intent): Promise<Target> {
  if (intent.act === 'revoke_others') return { credentialId: null, deviceId: null };
  if (intent.act === 'revoke_session') {
    const holder = await credentials.holderOf(intent.targetId);
    if (holder?.accountId !== accountId || holder.parentId !== null) throw new Refusal('not_found');
    return { credentialId: holder.id, deviceId: holder.deviceId };
  }
  const device = await devices.find(intent.targetId, accountId);
  if (device === null) throw new Refusal('not_found');
  return { credentialId: null, deviceId: device.id };
}

function concernsOnlyItself(owner: Owner, { targetId }: Intent): boolean {
  return targetId !== null && (targetId === owner.credentialId || targetId === owner.deviceId);
}

async function holdBack(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock'>,
  owner: Owner,
  intent: Intent,
  target: Target,
  now: number,
): Promise<Done> {
  const { accountId, credentialId, deviceId } = owner;
  if (await stores.holds.hasUnproven(credentialId, owner.authenticatedAt)) throw new Refusal('hold_already_open');
  const hold: Hold = {
    id: deps.chance.id(),
    accountId,
    byCredentialId: credentialId,
    byDeviceId: deviceId,
    act: intent.act,
    deviceId: target.deviceId,
    createdAt: now,
    lapsesAt: now + holdLifetimeMs,
    outcome: null,
    settledAt: null,
  };
  await stores.holds.insert(hold);
  const held = await holdAll(stores, owner, intent, hold);
  const epoch = await stores.authority.raise(held.map(({ id }): Subject => ({ kind: 'credential', id })));
  const count = countOf(held);
  const details = { act: intent.act, count };
  await note(stores, deps, { ...target, event: 'session.held', accountId, by: owner, details });
  return { count, epoch, hold };
}

/** A session with what was made from it, but for the one that asks: it has to take the hold back, or to confirm it. */
async function holdAll(
  stores: Stores,
  owner: Owner,
  intent: Intent,
  { id, createdAt, lapsesAt }: Hold,
): Promise<Ended[]> {
  const { credentials, services } = stores;
  const which = await whichOf(stores, owner, intent);
  if (!('ids' in which)) return credentials.hold(which, id, createdAt, lapsesAt);
  const held: Ended[] = [];
  for (const one of [...which.ids, ...(await services.handedOverFrom(which.ids))]) {
    if (one === owner.credentialId) continue;
    held.push(...(await credentials.hold({ id: one }, id, createdAt, lapsesAt)));
  }
  return held;
}
