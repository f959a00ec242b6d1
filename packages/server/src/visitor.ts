import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type ClientDescription, isTokenOf, type Visitor } from '@rollcall/core';
import type { Authentication } from './authenticate.ts';
import { readStepToken, readTrustTokens } from './cookies.ts';

/** Reads out of the headers what a request says of its client. */
export type Describe = (headers: IncomingHttpHeaders) => ClientDescription;

const longestUserAgent = 512;

/** What is known of a request before anybody is known. A malformed cookie is as good as none. */
export function visitorOf(request: IncomingMessage, authentication: Authentication, describe: Describe): Visitor {
  const { sessionToken, browserToken } = authentication.presentationOf(request);
  const stepToken = readStepToken(request.rawHeaders);
  return {
    address: authentication.addressOf(request),
    userAgent: request.headers['user-agent']?.slice(0, longestUserAgent) ?? null,
    client: describe(request.headers),
    browserToken: browserToken !== null && isTokenOf('browser', browserToken) ? browserToken : null,
    sessionToken: sessionToken !== null && isTokenOf('session', sessionToken) ? sessionToken : null,
    stepToken: stepToken !== null && isTokenOf('step', stepToken) ? stepToken : null,
    trustTokens: readTrustTokens(request.rawHeaders).filter((token) => isTokenOf('trust', token)),
  };
}
