import type { BodyOf } from '@rollcall/api';
import { type ClientDescription, isTokenOf, parseAddress, type Visitor } from '@rollcall/core';
import { cleanName, cleanVersion } from './client-description/text.ts';
import { HttpProblem } from './problem-reply.ts';
import type { Describe } from './visitor.ts';

type Input = BodyOf<'POST /v1/service/sessions'>;
type Told = Pick<Input, 'address' | 'client' | 'userAgent'>;
type ToldClient = NonNullable<Input['client']>;

const longestUserAgent = 512;

/** The person's browser or app, as the service that signs them in describes it. A malformed token is as good as none. */
export function personBehind(input: Input, describe: Describe): Visitor {
  const { browserToken, replaces } = input;
  return {
    ...clientBehind(input, describe),
    browserToken: browserToken !== undefined && isTokenOf('browser', browserToken) ? browserToken : null,
    sessionToken: replaces !== undefined && isTokenOf('session', replaces) ? replaces : null,
    stepToken: null,
    trustTokens: [],
  };
}

/** The same without the tokens that it carries. `at` points to where the input stands in the body. */
export function clientBehind({ address, client, userAgent: header }: Told, describe: Describe, at = '') {
  const userAgent = header?.slice(0, longestUserAgent) ?? null;
  const read = describe(userAgent === null ? {} : { 'user-agent': userAgent });
  return { address: addressIn(address, at), userAgent, client: client === undefined ? read : told(client, read) };
}

/** In one spelling. Refuses what is no address. */
export function addressIn(text: string | undefined, at = ''): string | null {
  if (text === undefined) return null;
  const address = parseAddress(text);
  if (address !== null) return address.toString();
  const errors = [{ pointer: `${at}/address`, message: 'is no IP address' }];
  throw new HttpProblem('invalid_request', 'The address is no IP address.', { errors });
}

/** An app is what it says; of a browser the header still tells what machine it runs on. */
function told(client: ToldClient, read: ClientDescription): ClientDescription {
  const isBrowser = client.type === 'browser';
  return {
    type: isBrowser ? read.type : client.type === 'mobile_app' ? 'mobile_app' : 'program',
    browserName: cleanName(client.name),
    browserVersion: cleanVersion(client.version),
    systemName: cleanName(client.system) ?? (isBrowser ? read.systemName : null),
    systemVersion: cleanVersion(client.systemVersion) ?? (isBrowser ? read.systemVersion : null),
    model: cleanName(client.model) ?? (isBrowser ? read.model : null),
  };
}
