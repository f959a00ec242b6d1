import type { Visitor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { recognize } from '../device/recognize.ts';
import type { Assurance, Lifetime } from './credential.ts';
import type { SignInMethod } from './store.ts';
import { hashToken, makeToken } from './token.ts';

/** A new session. Its tokens are readable here and never again. */
export interface IssuedSession {
  readonly token: string;
  /** The browser's recognition cookie: the one it came with, or a new one. */
  readonly browserToken: string;
  readonly id: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly deviceId: string;
  /** The device was not known before. */
  readonly onNewDevice: boolean;
}

/** Where a session comes from. The caller has locked the account's row and found it good. */
export interface Birth {
  readonly accountId: string;
  readonly organizationId: string;
  readonly method: SignInMethod;
  readonly assurance: Assurance;
  readonly lifetime: Lifetime;
  /** When the holder proved who they are, where that was not now. */
  readonly authenticatedAt?: number;
  /** The service that issues it. */
  readonly serviceId?: string;
}

/** Issues a session to the browser behind the visit, in the transaction that locked its account. */
export async function issueSession(
  stores: Pick<Stores, 'credentials' | 'devices'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  birth: Birth,
): Promise<IssuedSession> {
  const { accountId, organizationId } = birth;
  const now = deps.clock.now();
  const { device, browserToken, isNew } = await recognize(stores, deps, visitor, accountId);
  const generations = await stores.credentials.generations(accountId, organizationId, 'session');
  const token = makeToken('session', accountId, deps.chance.bytes);
  const id = deps.chance.id();
  await stores.credentials.insertSession({
    id,
    tokenHash: hashToken(token),
    accountId,
    organizationId,
    deviceId: device.id,
    lifetime: birth.lifetime,
    assurance: birth.assurance,
    issuedAt: now,
    authenticatedAt: birth.authenticatedAt ?? now,
    serviceId: birth.serviceId ?? null,
    address: visitor.address,
    accountGeneration: generations.account,
    organizationGeneration: generations.organization,
    method: birth.method,
    client: visitor.client,
    userAgent: visitor.userAgent,
  });
  return { token, browserToken, id, accountId, organizationId, deviceId: device.id, onNewDevice: isNew };
}
