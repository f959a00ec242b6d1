import type { Visitor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { recognize } from '../device/recognize.ts';
import type { Assurance, Lifetime } from './credential.ts';
import type { NewSession, SignInMethod } from './store.ts';
import { hashToken, makeToken } from './token.ts';

/** A new session. Its tokens are readable here and never again. */
export interface IssuedSession extends BornSession {
  /** The browser's recognition cookie: the one it came with, or a new one. */
  readonly browserToken: string;
  readonly deviceId: string;
  /** The device was not known before. */
  readonly onNewDevice: boolean;
}

interface BornSession {
  readonly token: string;
  readonly id: string;
  readonly accountId: string;
  readonly organizationId: string;
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
  /** Where a link handed the holder over. */
  readonly handover?: Pick<NewSession, 'fromSessionId' | 'ownEndAt' | 'returnTo'>;
}

/** Issues a session to the browser behind the visit, in the transaction that locked its account. */
export async function issueSession(
  stores: Pick<Stores, 'credentials' | 'devices'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  birth: Birth,
): Promise<IssuedSession> {
  const { device, browserToken, isNew } = await recognize(stores, deps, visitor, birth.accountId);
  const born = await issueSessionOn(device.id, stores, deps, visitor, birth);
  return { ...born, browserToken, deviceId: device.id, onNewDevice: isNew };
}

/** The same on a device that is known already. */
export async function issueSessionOn(
  deviceId: string | null,
  { credentials }: Pick<Stores, 'credentials'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  birth: Birth,
): Promise<BornSession> {
  const { accountId, organizationId } = birth;
  const now = deps.clock.now();
  const generations = await credentials.generations(accountId, organizationId, 'session');
  const token = makeToken('session', accountId, deps.chance.bytes);
  const id = deps.chance.id();
  await credentials.insertSession({
    id,
    tokenHash: hashToken(token),
    accountId,
    organizationId,
    deviceId,
    lifetime: birth.lifetime,
    assurance: birth.assurance,
    issuedAt: now,
    authenticatedAt: birth.authenticatedAt ?? now,
    serviceId: birth.serviceId ?? null,
    fromSessionId: birth.handover?.fromSessionId ?? null,
    returnTo: birth.handover?.returnTo ?? null,
    ownEndAt: birth.handover?.ownEndAt ?? null,
    address: visitor.address,
    accountGeneration: generations.account,
    organizationGeneration: generations.organization,
    method: birth.method,
    client: visitor.client,
    userAgent: visitor.userAgent,
  });
  return { token, id, accountId, organizationId };
}
