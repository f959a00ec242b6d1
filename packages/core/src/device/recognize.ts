import type { Visitor } from '../actor.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Device } from './device.ts';

export interface Recognized {
  readonly device: Device;
  readonly browserToken: string;
  readonly isNew: boolean;
}

/**
 * Finds the account's device behind the browser that signs in, or makes it. The cookie names only the browser, so two accounts
 * in one browser are two devices and neither learns of the other.
 */
export async function recognize(
  { devices }: Pick<Stores, 'devices'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  accountId: string,
): Promise<Recognized> {
  const now = clock.now();
  const browserToken = visitor.browserToken ?? makeToken('browser', null, chance.bytes);
  const browserHash = hashToken(browserToken);
  const known = visitor.browserToken === null ? null : await devices.findByBrowser(browserHash, accountId);
  if (known !== null) {
    await devices.noteSignIn(known.id, visitor.client, now);
    return { device: { ...known, client: visitor.client, lastSignInAt: now }, browserToken, isNew: false };
  }
  const device = await insertDevice(
    { devices },
    { chance },
    { accountId, client: visitor.client, at: now },
    browserHash,
  );
  return { device, browserToken, isNew: true };
}

/** A device that the account had not, first seen at that time. */
export async function insertDevice(
  { devices }: Pick<Stores, 'devices'>,
  { chance }: Pick<Deps, 'chance'>,
  { accountId, client, at }: Pick<Device, 'accountId' | 'client'> & { readonly at: number },
  browserHash: Uint8Array,
): Promise<Device> {
  const device: Device = {
    id: chance.id(),
    accountId,
    name: null,
    client,
    firstSeenAt: at,
    lastSignInAt: at,
    removedAt: null,
    lostAt: null,
  };
  await devices.insert(device, browserHash);
  return device;
}
