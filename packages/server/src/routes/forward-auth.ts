import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyReply } from 'fastify';
import { returnPath } from '../addresses.ts';
import { readSessionCookie } from '../cookies.ts';
import { type Handlers, hijacked } from '../handler.ts';
import type { House } from '../house.ts';
import { isPageNavigation } from '../navigation.ts';
import { HttpProblem } from '../problem-reply.ts';
import type { Site } from '../sites.ts';
import { answerGood } from '../verify-fast-path.ts';
import { hostNotProtected, signInMends } from './hosts.ts';

/** What a reverse proxy asks before it passes a request on to an application. */
export const forwardAuth = (house: House) => {
  const { authentication, sites } = house;
  return {
    'GET /v1/forward-auth': async ({ query, reply }) => {
      const { raw } = reply.request;
      if (!sites.isForwarded(raw)) {
        throw new HttpProblem('proxy_not_trusted', 'The request comes from no proxy that is configured here.');
      }
      const site = sites.of(raw);
      if (site === null) throw hostNotProtected();
      try {
        const holder = await authentication.holderAt(raw, readSessionCookie(raw.rawHeaders), site.boundTo);
        if (site.boundTo === null) await keepOutOthers(house, holder.id);
        reply.hijack();
        // As the fast path answers: nothing but what a proxy reads.
        for (const name of reply.raw.getHeaderNames()) reply.raw.removeHeader(name);
        answerGood(reply.raw, holder);
      } catch (error) {
        if (!signInMends(error)) throw error;
        const address = asksForPage(raw) ? signInAddress(site, raw.headers) : null;
        if (query.for === 'nginx') refuseForNginx(reply, address);
        else if (address === null) throw error;
        else reply.code(302).header('location', address).send();
      }
      return hijacked;
    },
  } satisfies Partial<Handlers>;
};

/** Whoever gets no child session gets past no proxy here either, where it is Rollcall's own cookie that is asked about. */
async function keepOutOthers({ sessionFacts }: House, sessionId: string): Promise<void> {
  if (await sessionFacts.opensApplications(sessionId)) return;
  throw new HttpProblem(
    'forbidden',
    'The session opens no application here: a service signed it in, or it stands in another organization than theirs.',
  );
}

/** What the browser sent to the application, as the proxy tells it. */
function asksForPage({ headers }: IncomingMessage): boolean {
  return isPageNavigation(headers['x-forwarded-method'], headers);
}

function signInAddress({ origin }: Site, headers: IncomingHttpHeaders): string {
  const wanted = headers['x-forwarded-uri'];
  const path = returnPath(typeof wanted === 'string' ? wanted : null);
  return `${origin}/.rollcall/sign-in?return_to=${encodeURIComponent(path)}`;
}

/**
 * nginx takes only 2xx, 401 and 403 from a subrequest: the address goes along in a header. Without a body, because nginx closes
 * the connection where there is one.
 */
function refuseForNginx(reply: FastifyReply, address: string | null): void {
  if (address !== null) reply.header('rollcall-sign-in', address);
  reply.code(401).header('www-authenticate', 'Bearer').send();
}
