import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Verdict, VerifiedCredential } from '@rollcall/verifier';
import type { Authentication } from './authenticate.ts';
import { ambiguous, readSessionCookie, readSessionToken } from './cookies.ts';
import type { SessionFacts } from './session-facts.ts';
import type { Sites } from './sites.ts';

interface Parts {
  readonly authentication: Authentication;
  readonly sites: Sites;
  readonly sessionFacts: SessionFacts;
}

interface Presented {
  readonly token: string;
  readonly boundTo: string | null;
  /** A good session is not enough: it must be one that opens applications. */
  readonly forApplication: boolean;
}

/** How a request of each address presents a token; `null`: the framework is to say what is wrong with it. */
const presentedAt: ReadonlyMap<string, (request: IncomingMessage, sites: Sites) => Presented | null> = new Map([
  ['/v1/verify', presentedToUs],
  ['/v1/forward-auth', presentedToProxy],
  ['/v1/forward-auth?', presentedToProxy],
  ['/v1/forward-auth?for=nginx', presentedToProxy],
]);

/**
 * Answers what is asked at every request of an application before the framework, where the token is good; everything else
 * goes on to the framework, whose routes answer the same.
 */
export function withFastPath(parts: Parts, framework: RequestListener): RequestListener {
  const { authentication, sites, sessionFacts } = parts;
  const answer = (request: IncomingMessage, response: ServerResponse, verdict: Verdict, forApplication: boolean) => {
    if (verdict.active && (!forApplication || sessionFacts.keptOpensApplications(verdict.credential.id) === true)) {
      return answerGood(response, verdict.credential);
    }
    authentication.keep(request, verdict);
    framework(request, response);
  };
  return (request, response) => {
    const presented = request.method === 'GET' ? presentedAt.get(request.url ?? '')?.(request, sites) : null;
    if (presented === undefined || presented === null) return framework(request, response);
    const { token, boundTo, forApplication } = presented;
    const verdict = authentication.verdictOf(request, token, boundTo);
    if ('active' in verdict) return answer(request, response, verdict, forApplication);
    verdict
      .then((settled) => answer(request, response, settled, forApplication))
      // One request's trouble is not the process's.
      .catch(() => response.destroy());
  };
}

function presentedToUs({ rawHeaders }: IncomingMessage): Presented | null {
  const token = readSessionToken(rawHeaders);
  return token === null || token === ambiguous ? null : { token, boundTo: null, forApplication: false };
}

/** Whoever asks for the application may have an Authorization header of its own: only the cookie is ours. */
function presentedToProxy(request: IncomingMessage, sites: Sites): Presented | null {
  const site = sites.isForwarded(request) ? sites.of(request) : null;
  const token = site === null ? null : readSessionCookie(request.rawHeaders);
  // Whoever got a child session at a protected host was asked about there.
  return token === null || site === null
    ? null
    : { token, boundTo: site.boundTo, forApplication: site.boundTo === null };
}

/**
 * 204 with what a proxy passes on. No other header: a subrequest's answer is read by a machine. As a list, which node:http writes
 * for less than an object.
 */
export function answerGood(
  response: ServerResponse<IncomingMessage>,
  credential: Pick<VerifiedCredential, 'accountId' | 'id' | 'organizationId'>,
): void {
  // biome-ignore format: a name and its value on each line
  response.writeHead(204, [
    'rollcall-account', credential.accountId,
    'rollcall-session', credential.id,
    'rollcall-organization', credential.organizationId,
    'cache-control', 'no-store',
  ]);
  response.end();
}
