import { hash } from 'node:crypto';
import { headerOf } from './raw-headers.ts';

/** `__Host-`: Secure, Path=/ and no Domain, so that no neighbor on another port's path or subdomain can set or read it. */
export const sessionCookie = '__Host-rollcall_session';
export const browserCookie = '__Host-rollcall_browser';
/** A sign-in that is not finished. It opens nothing but its own next step. */
const stepCookie = '__Host-rollcall_step';
/** One for each account and organization that trusts this browser; what tells them apart says nothing of either. */
const trustCookiePrefix = '__Host-rollcall_trust_';
/** Ties a sign-in at a protected host to the browser that began it. */
const nonceCookie = '__Host-rollcall_nonce';

/** Browsers keep a cookie for at most 400 days. */
const browserCookieDays = 400;
const secondsPerDay = 86_400;
const attributes = '; Path=/; Secure; HttpOnly; SameSite=Lax';

/** What a request presents, read out of its raw headers. */
export interface Presentation {
  /** The session's token as presented, well-formed or not; `null` where there is none. */
  readonly sessionToken: string | null;
  /** The browser's recognition cookie. */
  readonly browserToken: string | null;
  readonly hasCookies: boolean;
  /** Two of a kind, or a cookie and a bearer: nobody can say which one is meant. */
  readonly isAmbiguous: boolean;
}

/** Reads cookies and authorization. */
export function readPresentation(rawHeaders: readonly string[]): Presentation {
  const cookies = headerOf(rawHeaders, 'cookie', ';');
  const sessionToken = readSessionToken(rawHeaders);
  const browserToken = cookies === null ? null : readCookie(cookies, browserCookie);
  return {
    sessionToken: sessionToken === ambiguous ? null : sessionToken,
    browserToken: browserToken === ambiguous ? null : browserToken,
    hasCookies: cookies !== null,
    isAmbiguous: sessionToken === ambiguous,
  };
}

/** The bearer alone: what must never ride along with a browser is not looked for among its cookies. */
export function readBearerToken(rawHeaders: readonly string[]): Read {
  const authorization = headerOf(rawHeaders, 'authorization', separator);
  if (authorization === null) return null;
  return authorization.includes(separator) ? ambiguous : bearerToken(authorization);
}

/** There are two, and nobody can say which one is meant. */
export const ambiguous = Symbol('ambiguous');
type Read = string | null | typeof ambiguous;

/** The session's token alone, for verify's fast path: without regular expressions and without making objects. */
export function readSessionToken(rawHeaders: readonly string[]): Read {
  const cookies = headerOf(rawHeaders, 'cookie', ';');
  const authorization = headerOf(rawHeaders, 'authorization', separator);
  const inCookie = cookies === null ? null : readCookie(cookies, sessionCookie);
  if (authorization === null || inCookie === ambiguous) return inCookie;
  if (authorization.includes(separator)) return ambiguous;
  const token = bearerToken(authorization);
  return inCookie !== null && token !== null ? ambiguous : (inCookie ?? token);
}

/** No header value has one (RFC 9110, 5.5), so it tells two headers from one. */
const separator = '\n';

/** The session's token out of its cookie alone: where an application has an Authorization header of its own. */
export function readSessionCookie(rawHeaders: readonly string[]): string | null {
  return cookieOf(rawHeaders, sessionCookie);
}

export function readNonce(rawHeaders: readonly string[]): string | null {
  return cookieOf(rawHeaders, nonceCookie);
}

export function readStepToken(rawHeaders: readonly string[]): string | null {
  return cookieOf(rawHeaders, stepCookie);
}

/** Every one that the browser carries. */
export function readTrustTokens(rawHeaders: readonly string[]): string[] {
  const cookies = headerOf(rawHeaders, 'cookie', ';') ?? '';
  if (!cookies.includes(trustCookiePrefix)) return [];
  const pairs = cookies.split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(trustCookiePrefix)).map((pair) => pair.slice(pair.indexOf('=') + 1));
}

/** Two of a name are as good as none. */
function cookieOf(rawHeaders: readonly string[], name: string): string | null {
  const cookies = headerOf(rawHeaders, 'cookie', ';');
  const value = cookies === null ? null : readCookie(cookies, name);
  return value === ambiguous ? null : value;
}

/** The value of a cookie (RFC 6265, section 5.4: pairs between semicolons), compared to the letter; names are case-sensitive. */
function readCookie(header: string, name: string): Read {
  let value: string | null = null;
  let from = header.indexOf(name);
  while (from !== -1) {
    const equals = from + name.length;
    if (header.charCodeAt(equals) === 0x3d && startsPair(header, from)) {
      if (value !== null) return ambiguous;
      const end = header.indexOf(';', equals);
      value = header.slice(equals + 1, end === -1 ? header.length : end).trimEnd();
    }
    from = header.indexOf(name, equals);
  }
  return value;
}

function startsPair(header: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (header.charCodeAt(before) === 0x20 || header.charCodeAt(before) === 0x09)) before--;
  return before < 0 || header.charCodeAt(before) === 0x3b;
}

const bearer = 'bearer ';

function bearerToken(authorization: string): string | null {
  if (authorization.length < bearer.length || authorization.slice(0, bearer.length).toLowerCase() !== bearer)
    return null;
  return authorization.slice(bearer.length).trim();
}

/** The session's cookie; `maxAgeMs` of `null` makes it end with the browser. */
export function sessionCookieFor(token: string, maxAgeMs: number | null): string {
  const lasting = maxAgeMs === null ? '' : `; Max-Age=${Math.max(0, Math.floor(maxAgeMs / 1000))}`;
  return `${sessionCookie}=${token}${lasting}${attributes}`;
}

/** As long as somebody may take to sign in on the way. */
const nonceMinutes = 20;

export function nonceCookieFor(nonce: string): string {
  return `${nonceCookie}=${nonce}; Max-Age=${nonceMinutes * 60}${attributes}`;
}

export function stepCookieFor(token: string, maxAgeMs: number): string {
  return `${stepCookie}=${token}; Max-Age=${Math.max(0, Math.floor(maxAgeMs / 1000))}${attributes}`;
}

/** One for each account and organization, so that several people of one browser do not take each other's. */
export function trustCookieFor(
  { token, until }: { readonly token: string; readonly until: number },
  { accountId, organizationId }: { readonly accountId: string; readonly organizationId: string },
  now: number,
): string {
  const name = hash('sha256', `${accountId}:${organizationId}`, 'base64url').slice(0, 8);
  return `${trustCookiePrefix}${name}=${token}; Max-Age=${Math.floor((until - now) / 1000)}${attributes}`;
}

export const clearedStepCookie = `${stepCookie}=; Max-Age=0${attributes}`;

export function browserCookieFor(token: string): string {
  return `${browserCookie}=${token}; Max-Age=${browserCookieDays * secondsPerDay}${attributes}`;
}

/** Takes back the session's cookie by name and leaves the browser's, on which recognition and trust hang. */
export const clearedSessionCookie = `${sessionCookie}=; Max-Age=0${attributes}`;
