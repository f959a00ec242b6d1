import { timingSafeEqual } from 'node:crypto';
import { notify } from '../account/notify.ts';
import type { Visitor } from '../actor.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import type { Policy } from '../policy/policy.ts';
import type { Device } from './device.ts';
import type { Trust } from './trust-store.ts';

const dayMs = 86_400_000;
/** How long the token before the current one is still good: an answer that was lost is no theft. */
const predecessorMs = 60_000;

/** A device that is trusted, and what its browser has to show for it from now on. Readable here and never again. */
export interface TrustToken {
  readonly token: string;
  /** By the policy as it is now, in milliseconds UTC. */
  readonly until: number;
}

/** For how many days the policy lets a device be trusted; `null` where it lets none. */
export function trustDaysOf({ secondFactor, trustDays }: Pick<Policy, 'secondFactor' | 'trustDays'>): number | null {
  return secondFactor === 'always' || trustDays === 0 ? null : trustDays;
}

/** What was granted after that moment counts; `null` where nothing does. */
export function trustedSince(policy: Pick<Policy, 'secondFactor' | 'trustDays'>, now: number): number | null {
  const days = trustDaysOf(policy);
  return days === null ? null : now - days * dayMs;
}

/** Until when the policy lets it count; `null` where it does not any more. */
export function trustedUntil(
  { grantedAt }: Pick<Trust, 'grantedAt'>,
  policy: Pick<Policy, 'secondFactor' | 'trustDays'>,
  now: number,
): number | null {
  const days = trustDaysOf(policy);
  const until = grantedAt + (days ?? 0) * dayMs;
  return days !== null && now < until ? until : null;
}

/** Of whom, where. */
type Place = Pick<Trust, 'accountId' | 'organizationId'>;

/** Trusts a device anew, in the transaction of the sign-in that proved two factors on it. `null` where the policy lets it not. */
export async function grantTrust(
  stores: Pick<Stores, 'log' | 'organizations' | 'trusts'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  { accountId, organizationId, deviceId }: Place & { readonly deviceId: string },
): Promise<TrustToken | null> {
  const now = clock.now();
  const until = trustedUntil({ grantedAt: now }, await stores.organizations.policy(organizationId), now);
  if (until === null) return null;
  const token = makeToken('trust', accountId, chance.bytes);
  await stores.trusts.end({ deviceId, organizationId });
  await stores.trusts.insert({
    id: chance.id(),
    deviceId,
    accountId,
    organizationId,
    tokenHash: hashToken(token),
    previousHash: null,
    rotatedAt: now,
    grantedAt: now,
  });
  const by = { kind: 'account', accountId, organizationId, deviceId, address: visitor.address } as const;
  await note(stores, { chance, clock }, { event: 'device.trusted', accountId, by, deviceId });
  return { token, until };
}

type UseStores = Pick<Stores, 'accounts' | 'devices' | 'holds' | 'log' | 'outbox' | 'services' | 'trusts'>;

/**
 * Whether the browser that gave the right password may go without the second factor: the device is known, carries the token of its
 * own trust, and nobody is shutting anything out at the moment. It gets a new token then. An older copy ends the trust and is
 * told to its owner: somebody else has used it since. Call in the transaction that locked the account.
 */
export async function useTrust(
  stores: UseStores,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post'>,
  visitor: Visitor,
  place: Place,
  policy: Policy,
): Promise<TrustToken | null> {
  const { browserToken, trustTokens } = visitor;
  if (browserToken === null || trustTokens.length === 0) return null;
  const hashes = trustTokens.map((token) => hashToken(token));
  const now = deps.clock.now();
  const device = await stores.devices.findByBrowser(hashToken(browserToken), place.accountId);
  const trust = device === null ? null : await stores.trusts.find(device.id, place.organizationId);
  const copied = await findCopied(stores, hashes, trust, place, now);
  if (copied !== null) {
    await endCopied(stores, deps, visitor, copied);
    return null;
  }
  if (device === null || trust === null || !hashes.some((hash) => isGood(trust, hash, now))) return null;
  const until = trustedUntil(trust, policy, now);
  if (until === null || (await isShuttingOut(stores, device, now))) return null;
  const token = makeToken('trust', place.accountId, deps.chance.bytes);
  await stores.trusts.rotate(trust, hashToken(token), now);
  return { token, until };
}

function isGood(trust: Trust, hash: Buffer, now: number): boolean {
  if (isSame(trust.tokenHash, hash)) return true;
  return trust.previousHash !== null && isSame(trust.previousHash, hash) && now < trust.rotatedAt + predecessorMs;
}

/** The trust of which one of these is an older copy, where it is this account's; another's in the same browser is its own. */
async function findCopied(
  { trusts }: Pick<Stores, 'trusts'>,
  hashes: readonly Buffer[],
  trust: Trust | null,
  { accountId, organizationId }: Place,
  now: number,
): Promise<Trust | null> {
  for (const hash of hashes) {
    if (
      trust !== null &&
      trust.previousHash !== null &&
      isSame(trust.previousHash, hash) &&
      !isGood(trust, hash, now)
    ) {
      return trust;
    }
    const spent = await trusts.findBySpent(hash);
    if (spent?.accountId === accountId && spent.organizationId === organizationId) return spent;
  }
  return null;
}

async function endCopied(
  stores: Pick<Stores, 'accounts' | 'log' | 'outbox' | 'services' | 'trusts'>,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post'>,
  { address }: Visitor,
  { accountId, organizationId, deviceId }: Trust,
): Promise<void> {
  await stores.trusts.end({ deviceId, organizationId });
  const by = { kind: 'anonymous', address } as const;
  await note(stores, deps, { event: 'device.trust_copied', accountId, organizationId, by, deviceId });
  const account = await stores.accounts.find(accountId);
  if (account === null) return;
  const { displayName } = account;
  await notify(stores, deps, account, { kind: 'trust_copied', displayName, at: deps.clock.now() });
}

/** Somebody holds what waits for their proof: until that is settled, the password alone opens nothing on other devices. */
async function isShuttingOut({ holds }: Pick<Stores, 'holds'>, device: Device, now: number): Promise<boolean> {
  return (await holds.listOpen(device.accountId, now)).some(({ byDeviceId }) => byDeviceId !== device.id);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return timingSafeEqual(one, other);
}
