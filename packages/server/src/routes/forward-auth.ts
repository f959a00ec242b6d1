import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyReply } from 'fastify';
import { returnPath } from '../addresses.ts';
import { type Handlers, hijacked } from '../handler.ts';
import type { House } from '../house.ts';
import { isPageNavigation } from '../navigation.ts';
import { HttpProblem } from '../problem-reply.ts';
import type { Site } from '../sites.ts';
import { answerGood, presentedToProxy } from '../verify-fast-path.ts';
import { hostNotProtected, signInMends } from './hosts.ts';

/** What a reverse proxy asks before it passes a request on to an application. */
export const forwardAuth = ({ authentication, sites }: House) =>
  ({
    'GET /v1/forward-auth': async ({ query, reply }) => {
      const { raw } = reply.request;
      if (!sites.isForwarded(raw)) {
        throw new HttpProblem('proxy_not_trusted', 'The request comes from no proxy that is configured here.');
      }
      const site = sites.of(raw);
      if (site === null) throw hostNotProtected();
      try {
        const token = presentedToProxy(raw, sites)?.token ?? null;
        const holder = await authentication.holderAt(raw, token, site.boundTo);
        reply.hijack();
        // As the fast path answers: nothing but what a proxy reads.
        for (const name of reply.raw.getHeaderNames()) reply.raw.removeHeader(name);
        answerGood(reply.raw, holder);
        return hijacked;
      } catch (error) {
        if (!signInMends(error) || !asksForPage(raw)) throw error;
        inviteToSignIn(reply, signInAddress(site, raw.headers), query.for, error);
        return hijacked;
      }
    },
  }) satisfies Partial<Handlers>;

/** What the browser sent to the application, as the proxy tells it. */
function asksForPage({ headers }: IncomingMessage): boolean {
  return isPageNavigation(headers['x-forwarded-method'], headers);
}

function signInAddress({ origin }: Site, headers: IncomingHttpHeaders): string {
  const wanted = headers['x-forwarded-uri'];
  const path = returnPath(typeof wanted === 'string' ? wanted : null);
  return `${origin}/.rollcall/sign-in?return_to=${encodeURIComponent(path)}`;
}

/** nginx takes only 2xx, 401 and 403 from a subrequest: there the address goes along in a header. Others pass a redirect on. */
function inviteToSignIn(reply: FastifyReply, address: string, proxy: 'nginx' | undefined, error: unknown): void {
  if (proxy === 'nginx') {
    reply.header('rollcall-sign-in', address);
    throw error;
  }
  reply.code(302).header('location', address).send();
}
