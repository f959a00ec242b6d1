import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import type { WebhookFailure } from '@rollcall/core';
import { isOutside, type Targets } from './targets.ts';

/** What a target said, or why nothing was heard of it. */
export type Heard = { readonly status: number } | { readonly failure: WebhookFailure };

export interface SendDeps {
  readonly targets: Targets;
  /** All addresses of a name. */
  readonly resolve: (hostname: string) => Promise<LookupAddress[]>;
  /** Certificates to trust instead of the system's. */
  readonly ca?: string;
  /** From the start to the last byte that is read. */
  readonly patienceMs: number;
}

export const resolve: SendDeps['resolve'] = (hostname) => systemLookup(hostname, { all: true });

export const webhookPatienceMs = 15_000;
/** What a target answers is of no interest; so much of it is read that it can finish its answer in peace. */
const longestAnswer = 64 * 1024;

/** The host's name leads inside. */
class InsideError extends Error {
  readonly code = 'INSIDE';
}

/** Sends one POST. Redirects are an answer like any other: nothing follows them. Never throws. */
export async function send(
  deps: SendDeps,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Heard> {
  const url = URL.parse(target);
  if (url === null || !deps.targets.mayTry(url)) return { failure: 'inside' };
  try {
    return { status: await statusOf(deps, url, headers, body) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function statusOf(deps: SendDeps, url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
  const options: RequestOptions & { ca?: string; autoSelectFamily: true } = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // A connection of its own: one that was checked for another host's sake is never used again.
    agent: false,
    signal: AbortSignal.timeout(deps.patienceMs),
    lookup: lookupFor(deps, url),
    // All addresses are asked for at once, so that all are checked.
    autoSelectFamily: true,
    ...(deps.ca === undefined ? {} : { ca: deps.ca }),
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    request.once('error', reject);
    request.once('response', (response) => {
      const { statusCode = 0 } = response;
      // From here on only reading can fail, and `readSome` hears of that.
      request.off('error', reject).on('error', () => {});
      readSome(response).finally(() => {
        request.destroy();
        resolve(statusCode);
      });
    });
    request.end(body);
  });
}

/** Until the answer is over, is too long, or the patience is. */
async function readSome(response: IncomingMessage): Promise<void> {
  let length = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > longestAnswer) return;
    }
  } catch {
    // The status has come, and only that counts.
  }
}

/**
 * The connection goes to just the addresses that are checked here, so a name cannot mean something else a moment later.
 * One address inside is enough: a name that leads both ways is a trap or a mistake.
 */
function lookupFor({ targets, resolve }: SendDeps, url: URL): LookupFunction {
  const mayBeInside = targets.isExcepted(url);
  const checked = callbackify(async (hostname: string) => {
    const addresses = await resolve(hostname);
    if (mayBeInside || addresses.every(({ address }) => isOutside(address))) return addresses;
    throw new InsideError('The name leads inside.');
  });
  return (hostname, _options, done) => checked(hostname, done);
}

const failures: Readonly<Record<string, WebhookFailure>> = {
  INSIDE: 'inside',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  ABORT_ERR: 'timeout',
};

function failureOf(error: unknown): WebhookFailure {
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (name === 'TimeoutError') return 'timeout';
  const isTls = /^(?:ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|EPROTO|HOSTNAME)/.test(code);
  return failures[code] ?? (isTls ? 'tls' : 'unreachable');
}
