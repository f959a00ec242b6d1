import type { Visitor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { recognize } from '../device/recognize.ts';
import type { Admission } from './admit.ts';
import type { Assurance } from './credential.ts';
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
  readonly admission: Admission;
  /** When the holder proved who they are, where that was not now. */
  readonly authenticatedAt?: number;
  /** The service that issues it. */
  readonly serviceId?: string;
  /** An end of its own beside the policy's. */
  readonly ownEndAt?: number | null;
  /** Where a link handed the holder over. */
  readonly handover?: Pick<NewSession, 'fromSessionId' | 'returnTo'>;
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
  const token = makeToken('session', birth.accountId, deps.chance.bytes);
  const at = deps.clock.now();
  const origin = { tokenHash: hashToken(token), issuedAt: at, lastUsedAt: at };
  const id = await insertBorn(deviceId, { credentials }, deps, visitor, birth, origin);
  return { token, id, accountId: birth.accountId, organizationId: birth.organizationId };
}

/** Writes a session that has its token and its times. Returns its id. */
export async function insertBorn(
  deviceId: string | null,
  { credentials }: Pick<Stores, 'credentials'>,
  deps: Pick<Deps, 'chance'>,
  visitor: Pick<Visitor, 'address' | 'client' | 'userAgent'>,
  birth: Birth,
  { tokenHash, issuedAt, lastUsedAt }: Pick<NewSession, 'tokenHash' | 'issuedAt' | 'lastUsedAt'>,
): Promise<string> {
  const { accountId, organizationId } = birth;
  const generations = await credentials.generations(accountId, organizationId, 'session');
  const id = deps.chance.id();
  await credentials.insertSession({
    id,
    tokenHash,
    accountId,
    organizationId,
    deviceId,
    lifetime: birth.admission.lifetime,
    assurance: birth.assurance,
    issuedAt,
    lastUsedAt,
    authenticatedAt: birth.authenticatedAt ?? issuedAt,
    serviceId: birth.serviceId ?? null,
    fromSessionId: birth.handover?.fromSessionId ?? null,
    returnTo: birth.handover?.returnTo ?? null,
    ownEndAt: birth.ownEndAt ?? null,
    address: visitor.address,
    accountGeneration: generations.account,
    organizationGeneration: generations.organization,
    method: birth.method,
    client: visitor.client,
    userAgent: visitor.userAgent,
  });
  return id;
}
