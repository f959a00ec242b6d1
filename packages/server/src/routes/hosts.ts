import type { IncomingMessage } from 'node:http';
import {
  enterHost,
  hashToken,
  isTokenOf,
  makeHostCode,
  makeToken,
  mayHaveChildren,
  type SessionRecord,
  signOut,
} from '@rollcall/core';
import type { VerifiedCredential } from '@rollcall/verifier';
import type { FastifyReply } from 'fastify';
import { ownerFrom } from '../authenticate.ts';
import { clearedSessionCookie, nonceCookieFor, readNonce, readSessionCookie, sessionCookieFor } from '../cookies.ts';
import { type Handlers, hijacked } from '../handler.ts';
import type { House } from '../house.ts';
import { leftBy } from '../leaver.ts';
import { isForPage } from '../navigation.ts';
import { HttpProblem } from '../problem-reply.ts';
import { isRefusal } from '../refusals.ts';
import { lastingMs } from '../session-entry.ts';
import type { Site } from '../sites.ts';

/**
 * How a browser that is signed in at Rollcall comes to be signed in at a host that it protects, and out again. A proxy passes
 * `/.rollcall/` on from every such host, so that each sets a cookie of its own.
 */
export const hosts = (house: House) => {
  const { core, facts, sites, streams } = house;
  return {
    'GET /.rollcall/sign-in': async ({ query, reply }) => {
      const { raw } = reply.request;
      const site = siteOf(house, raw);
      const returnTo = query.return_to;
      if (site.boundTo === null) {
        const holder = await holderOf(house, raw, site);
        return goOn(reply, holder === null ? signInPage(facts.publicOrigin, reply) : site.origin + returnTo);
      }
      // One for all tabs of a browser: a second tab that signs in must not break the first one's way.
      const nonce = keptNonce(raw) ?? makeToken('nonce', null, core.chance.bytes);
      reply.header('set-cookie', nonceCookieFor(nonce));
      const challenge = hashToken(nonce).toString('base64url');
      const asked = new URLSearchParams({ origin: site.origin, challenge, return_to: returnTo });
      return goOn(reply, `${facts.publicOrigin}/.rollcall/authorize?${asked}`);
    },

    'GET /.rollcall/authorize': async ({ query, reply }) => {
      const { raw } = reply.request;
      const target = sites.withOrigin(query.origin);
      const here = siteOf(house, raw);
      if (here.boundTo !== null || target === null || target.boundTo === null) throw hostNotProtected();
      if (!isForPage(raw.headers))
        throw new HttpProblem('invalid_request', 'This address is for pages that are opened.');
      const token = readSessionCookie(raw.rawHeaders);
      const holder = await holderOf(house, raw, here);
      if (holder === null || token === null) return goOn(reply, signInPage(facts.publicOrigin, reply));
      const session = await core.credentials.find(holder.id);
      if (session === null || !(await mayHaveChildren(core, session))) {
        return goOn(reply, `${facts.publicOrigin}/not-entered`);
      }
      const owner = { accountId: holder.accountId, credentialId: holder.id, token };
      const challenge = Buffer.from(query.challenge, 'base64url');
      const code = await makeHostCode(core, owner, { host: target.host, challenge, returnTo: query.return_to });
      if (code === null) return goOn(reply, signInPage(facts.publicOrigin, reply));
      return goOn(reply, `${target.origin}/.rollcall/finish?code=${code}`);
    },

    'GET /.rollcall/finish': async ({ query, reply }) => {
      const { raw } = reply.request;
      const { host, origin, boundTo } = siteOf(house, raw);
      if (boundTo === null) throw hostNotProtected();
      const address = house.authentication.addressOf(raw);
      const entered = await enterHost(core, { host, code: query.code, nonce: keptNonce(raw) ?? '', address }).catch(
        (error) => {
          if (isRefusal(error)) return null;
          throw error;
        },
      );
      if (entered === null) return goOn(reply, `${facts.publicOrigin}/not-entered`);
      const { parent, returnTo, token } = entered;
      reply.header('set-cookie', sessionCookieFor(token, lastingMs(parent, core.clock.now())));
      streams.inventoryChanged(parent.accountId);
      return goOn(reply, origin + returnTo);
    },

    'POST /.rollcall/sign-out': async ({ reply }) => {
      const { raw } = reply.request;
      await signOutBrowser(house, raw, siteOf(house, raw));
      reply.header('set-cookie', clearedSessionCookie).header('clear-site-data', '"cache"');
      if (isForPage(raw.headers)) return goOn(reply, `${facts.publicOrigin}/sign-in`);
      reply.code(204).send();
      return hijacked;
    },
  } satisfies Partial<Handlers>;
};

export function hostNotProtected(): HttpProblem {
  return new HttpProblem('host_not_protected', 'The host that the request names is not in ROLLCALL_PROTECTED_HOSTS.');
}

/** Whether signing in is what helps: the token is missing or good no longer. */
export function signInMends(error: unknown): boolean {
  return error instanceof HttpProblem && ['not_signed_in', 'session_ended', 'session_held'].includes(error.facts.code);
}

function siteOf({ sites }: House, request: IncomingMessage): Site {
  const site = sites.of(request);
  if (site === null) throw hostNotProtected();
  return site;
}

/** Whose browser it is at that site; `null` where nobody is signed in there. */
async function holderOf(
  { authentication }: House,
  request: IncomingMessage,
  { boundTo }: Site,
): Promise<VerifiedCredential | null> {
  try {
    return await authentication.holderAt(request, readSessionCookie(request.rawHeaders), boundTo);
  } catch (error) {
    if (signInMends(error)) return null;
    throw error;
  }
}

/**
 * The sign-in ends at Rollcall with all that was made from it, wherever it has gone on meanwhile: whoever signs out in an application
 * is out everywhere.
 */
async function signOutBrowser(house: House, request: IncomingMessage, site: Site): Promise<void> {
  const { authentication, core, streams } = house;
  const holder = await holderOf(house, request, site);
  const session =
    holder === null
      ? await leftBy(house, readSessionCookie(request.rawHeaders), site.boundTo)
      : await sessionBehind(house, holder);
  if (session === null) return;
  await signOut(core, ownerFrom(session, authentication.addressOf(request)));
  streams.inventoryChanged(session.accountId);
  await streams.settled();
}

/** What is good at a host alone was made from a session at Rollcall. */
async function sessionBehind({ core }: House, { id }: VerifiedCredential): Promise<SessionRecord | null> {
  const session = await core.credentials.find(id);
  return session?.parentId ? core.credentials.find(session.parentId) : session;
}

function keptNonce({ rawHeaders }: IncomingMessage): string | null {
  const kept = readNonce(rawHeaders);
  return kept !== null && isTokenOf('nonce', kept) ? kept : null;
}

/** The sign-in page, which comes back to this very address. */
function signInPage(publicOrigin: string, { request }: FastifyReply): string {
  return `${publicOrigin}/sign-in?next=${encodeURIComponent(request.url)}`;
}

function goOn(reply: FastifyReply, address: string): undefined {
  reply.header('location', address);
}
