import type { Owner } from '../actor.ts';
import type { EndReason, Which } from '../credential/credential.ts';
import { end } from '../credential/end.ts';
import { endSeveral } from '../credential/end-several.ts';
import type { Ends } from '../credential/ends.ts';
import { wholeSignIn } from '../credential/whole-sign-in.ts';
import type { Deps, Stores } from '../deps.ts';
import type { LogEvent } from '../log/log.ts';
import type { Hold, HoldAct } from './hold.ts';

/** What an owner shuts out of their own account: a credential or a device by its id, or (`null`) all but what asks. */
export type Intent =
  | { readonly act: 'revoke_session' | 'remove_device' | 'lose_device'; readonly targetId: string }
  | { readonly act: 'revoke_others'; readonly targetId: null };

/** Sessions by their ids, or what an account or a device holds. */
export type HoldableWhich =
  | { readonly ids: readonly string[] }
  | Exclude<Which, { organizationId: string } | { member: object } | { id: string }>;

interface ActRules {
  readonly reason: EndReason;
  readonly event: LogEvent;
  /** What becomes of the device itself. */
  readonly forgets: 'removed' | 'lost' | null;
}

/** How the acts differ; holding, proving and ending are the same for all. */
export const acts: Readonly<Record<HoldAct, ActRules>> = {
  revoke_session: { reason: 'revoked_by_owner', event: 'session.revoked', forgets: null },
  revoke_others: { reason: 'revoked_by_owner', event: 'session.revoked_all', forgets: null },
  remove_device: { reason: 'device_removed', event: 'device.removed', forgets: 'removed' },
  lose_device: { reason: 'device_lost', event: 'device.lost', forgets: 'lost' },
};

/** Which credentials an intent is about: a session means its sign-in, wherever that has gone on meanwhile. */
export async function whichOf(
  { credentials }: Pick<Stores, 'credentials'>,
  { accountId, credentialId }: Owner,
  intent: Intent,
): Promise<HoldableWhich> {
  switch (intent.act) {
    case 'revoke_session': {
      const target = await credentials.find(intent.targetId);
      return { ids: target === null ? [intent.targetId] : await wholeSignIn({ credentials }, target) };
    }
    case 'revoke_others':
      return { accountId, kinds: ['session'], except: await ofThisBrowser(credentials, credentialId) };
    case 'remove_device':
    case 'lose_device':
      return { deviceId: intent.targetId };
  }
}

/** The session that asks, and the one in the same browser that it was made from. */
async function ofThisBrowser(credentials: Stores['credentials'], credentialId: string): Promise<string[]> {
  const fromSessionId = (await credentials.find(credentialId))?.fromSessionId ?? null;
  return fromSessionId === null ? [credentialId] : [credentialId, fromSessionId];
}

/** Makes an intent final, inside a transaction. */
export async function finish(
  stores: Stores,
  deps: Pick<Deps, 'post'>,
  owner: Owner,
  intent: Intent,
  now: number,
): Promise<Ends> {
  const { accountId, deviceId } = owner;
  const { reason, forgets } = acts[intent.act];
  if (forgets !== null && intent.targetId !== null) {
    await stores.devices.remove(intent.targetId, accountId, now, forgets === 'lost');
  }
  await endTrust(stores, owner, { act: intent.act, deviceId: await deviceOf(stores, intent) });
  const which = await whichOf(stores, owner, intent);
  const ending = { reason, at: now, by: { accountId, deviceId } };
  return 'ids' in which ? endSeveral(stores, deps, which.ids, ending) : end(stores, deps, which, ending);
}

/** On which device, where it is one. */
async function deviceOf({ credentials }: Pick<Stores, 'credentials'>, intent: Intent): Promise<string | null> {
  if (intent.act !== 'revoke_session') return intent.targetId;
  return (await credentials.find(intent.targetId))?.deviceId ?? null;
}

/**
 * Trust in what is shut out ends with it: whoever sat there must not come back by the password alone. The device that asks keeps
 * its own, unless it forgets itself.
 */
export async function endTrust(
  { trusts }: Pick<Stores, 'trusts'>,
  owner: Owner,
  { act, deviceId }: Pick<Hold, 'act' | 'deviceId'>,
): Promise<void> {
  const trusted =
    act === 'revoke_others' ? (await trusts.listOf(owner.accountId)).map((trust) => trust.deviceId) : [deviceId];
  for (const id of trusted) {
    if (id !== null && (id !== owner.deviceId || acts[act].forgets !== null)) await trusts.end({ deviceId: id });
  }
}
