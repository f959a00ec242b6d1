/** `__Host-`: Secure, Path=/ and no Domain, so that no neighbor on another port's path or subdomain can set or read it. */
export const sessionCookie = '__Host-rollcall_session';
export const browserCookie = '__Host-rollcall_browser';

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

const bearer = 'bearer ';

/**
 * Reads cookies and authorization from Node's raw header list: its merged view drops the second Authorization header without
 * a word. One pass without regular expressions, because verify's fast path goes through here.
 */
export function readPresentation(rawHeaders: readonly string[]): Presentation {
  let cookies: string | null = null;
  let authorization: string | null = null;
  let isAmbiguous = false;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 6 && name.toLowerCase() === 'cookie') {
      const value = rawHeaders[index + 1] as string;
      cookies = cookies === null ? value : `${cookies};${value}`;
    } else if (name.length === 13 && name.toLowerCase() === 'authorization') {
      if (authorization !== null) isAmbiguous = true;
      authorization = rawHeaders[index + 1] as string;
    }
  }
  const session = cookies === null ? absent : readCookie(cookies, sessionCookie);
  const token = authorization === null ? null : bearerToken(authorization);
  return {
    sessionToken: session.value ?? token,
    browserToken: cookies === null ? null : readCookie(cookies, browserCookie).value,
    hasCookies: cookies !== null,
    isAmbiguous: isAmbiguous || session.isDouble || (session.value !== null && token !== null),
  };
}

interface ReadCookie {
  readonly value: string | null;
  readonly isDouble: boolean;
}
const absent: ReadCookie = { value: null, isDouble: false };

/** The value of a cookie (RFC 6265, section 5.4: pairs between semicolons), compared to the letter; names are case-sensitive. */
function readCookie(header: string, name: string): ReadCookie {
  let value: string | null = null;
  let from = header.indexOf(name);
  while (from !== -1) {
    const equals = from + name.length;
    if (header.charCodeAt(equals) === 0x3d && startsPair(header, from)) {
      if (value !== null) return { value, isDouble: true };
      const end = header.indexOf(';', equals);
      value = header.slice(equals + 1, end === -1 ? header.length : end).trimEnd();
    }
    from = header.indexOf(name, equals);
  }
  return value === null ? absent : { value, isDouble: false };
}

function startsPair(header: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (header.charCodeAt(before) === 0x20 || header.charCodeAt(before) === 0x09)) before--;
  return before < 0 || header.charCodeAt(before) === 0x3b;
}

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

export function browserCookieFor(token: string): string {
  return `${browserCookie}=${token}; Max-Age=${browserCookieDays * secondsPerDay}${attributes}`;
}

/** Takes back the session's cookie by name and leaves the browser's, on which recognition and trust hang. */
export const clearedSessionCookie = `${sessionCookie}=; Max-Age=0${attributes}`;
