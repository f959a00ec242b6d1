import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { VerifiedCredential } from '@rollcall/verifier';
import type { Authentication } from './authenticate.ts';
import { ambiguous, readSessionToken } from './cookies.ts';

const path = '/v1/verify';

/**
 * Answers `GET /v1/verify` before the framework where the token is good; everything else goes on to the framework, whose
 * route answers the same.
 */
export function withVerifyFastPath(authentication: Authentication, framework: RequestListener): RequestListener {
  return (request, response) => {
    if (request.method !== 'GET' || request.url !== path) return framework(request, response);
    const sessionToken = readSessionToken(request.rawHeaders);
    if (sessionToken === null || sessionToken === ambiguous) return framework(request, response);
    const verdict = authentication.verdictOf(request, sessionToken);
    if ('active' in verdict && verdict.active) return answerGood(response, verdict.credential);
    Promise.resolve(verdict)
      .then((settled) => {
        if (settled.active) return answerGood(response, settled.credential);
        authentication.keep(request, settled);
        framework(request, response);
      })
      // One request's trouble is not the process's.
      .catch(() => response.destroy());
  };
}

/** 204 with what a proxy passes on. No other header: a subrequest's answer is read by a machine. */
export function answerGood(
  response: ServerResponse<IncomingMessage>,
  credential: Pick<VerifiedCredential, 'accountId' | 'id' | 'organizationId'>,
): void {
  response.writeHead(204, {
    'rollcall-account': credential.accountId,
    'rollcall-session': credential.id,
    'rollcall-organization': credential.organizationId,
    'cache-control': 'no-store',
  });
  response.end();
}
