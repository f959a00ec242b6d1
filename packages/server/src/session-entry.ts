import type { Me } from '@rollcall/api';
import {
  expiresAt,
  type FinishedSignIn,
  hashToken,
  listWaysToProve,
  type Owner,
  Refusal,
  type SessionRecord,
  type TrustToken,
} from '@rollcall/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserCookieFor, clearedStepCookie, sessionCookieFor, trustCookieFor } from './cookies.ts';
import type { House } from './house.ts';
import { toMe } from './wire/me.ts';
import { Names } from './wire/names.ts';
import type { SessionView } from './wire/session.ts';

/** What mappers of these sessions need, for one answer. */
export async function viewFor(
  { core, placeOf }: House,
  currentId: string | null,
  sessions: readonly SessionRecord[],
): Promise<SessionView> {
  const now = core.clock.now();
  const ids = sessions.filter(({ ending }) => ending === null).map(({ id }) => id);
  const children = Map.groupBy(await core.credentials.listChildren(ids, now), ({ parentId }) => parentId);
  return { now, currentId, placeOf, names: new Names(core), children };
}

/** The account, as its session sees it. */
async function readMe(house: House, session: SessionRecord): Promise<Me> {
  const { accounts, clock, grants, organizations, services } = house.core;
  const { accountId, organizationId } = session;
  const [account, loginNames, all, external, acting, proofs] = await Promise.all([
    accounts.find(accountId),
    accounts.loginNames(accountId),
    organizations.ofAccount(accountId),
    house.serviceFacts.externalOf(accountId),
    grants.listOf(accountId, organizationId, clock.now()),
    listWaysToProve(house.core, accountId),
  ]);
  const service = external === null ? null : await services.find(external.serviceId);
  const current = all.find(({ organization }) => organization.id === organizationId);
  if (account === null || current === undefined) throw new Refusal('not_found');
  const actsForOthers = acting.some(({ holderId }) => holderId === accountId);
  const view = await viewFor(house, session.id, [session]);
  return toMe({ account, loginNames, current, all, session, service, actsForOthers, proofs }, view);
}

export async function readMeOf(house: House, { credentialId }: Pick<Owner, 'credentialId'>): Promise<Me> {
  const session = await house.core.credentials.find(credentialId);
  if (session === null) throw new Refusal('not_found');
  return readMe(house, session);
}

/** How long its cookie lasts; `null`: until the browser is closed. */
export function lastingMs(session: SessionRecord, now: number): number | null {
  return session.lifetime === 'remembered' ? expiresAt(session) - now : null;
}

/** What a request holds after a new token was made for it. */
interface Entered {
  readonly token: string;
  /** Set at a sign-in, whose browser is recognized from now on. */
  readonly browserToken?: string;
  /** Where the device is trusted: what it has to show next time. */
  readonly trust?: TrustToken | null;
}

/** Hands the new token back and answers who it is for now. */
export async function enter(house: House, reply: FastifyReply, entered: Entered): Promise<Me> {
  const session = await house.core.credentials.findByHash(hashToken(entered.token));
  if (session === null) throw new Refusal('not_found');
  const now = house.core.clock.now();
  handBack(reply, entered, lastingMs(session, now));
  if (entered.trust) reply.header('set-cookie', trustCookieFor(entered.trust, session, now));
  house.streams.inventoryChanged(session.accountId);
  return readMe(house, session);
}

/** The same after a sign-in. */
export function enterSignedIn(house: House, reply: FastifyReply, { session, trust }: FinishedSignIn): Promise<Me> {
  return enter(house, reply, { token: session.token, browserToken: session.browserToken, trust });
}

const tokenHeader = 'rollcall-token';

/** A token goes back the way the one before it came: as the browser's cookie, or to whoever presented it as a bearer. */
function handBack(reply: FastifyReply, { token, browserToken }: Entered, maxAgeMs: number | null): void {
  if (browserToken === undefined && hasBearer(reply.request)) {
    reply.header(tokenHeader, token).header('access-control-expose-headers', tokenHeader);
    return;
  }
  const cookies = [sessionCookieFor(token, maxAgeMs)];
  if (browserToken !== undefined) cookies.push(browserCookieFor(browserToken), clearedStepCookie);
  reply.header('set-cookie', cookies);
}

/** Nobody is here who presented a cookie as well: that is refused as ambiguous. */
function hasBearer({ headers: { authorization } }: FastifyRequest): boolean {
  return authorization?.toLowerCase().startsWith('bearer ') ?? false;
}
