import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type CredentialKind, credentialKinds, kinds } from './kinds.ts';

/**
 * Secrets that are no credential but share the token's text: the browser's recognition cookie, single-use links, the code that
 * signs in at another host and what ties it to one browser there, a sign-in that is not finished, and a device's trust.
 */
const otherPrefixes = { browser: 'rcb', link: 'rcl', code: 'rco', nonce: 'rcn', step: 'rch', trust: 'rct' } as const;
export type TokenSort = CredentialKind | keyof typeof otherPrefixes;

const prefixes: Record<TokenSort, string> = {
  ...(Object.fromEntries(credentialKinds.map((kind) => [kind, kinds[kind].tokenPrefix])) as Record<
    CredentialKind,
    string
  >),
  ...otherPrefixes,
};

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const bucketBytes = 2;
const randomBytes = 20;
/** 62^30 > 2^176, and 62^6 > 2^32. */
const bodyLength = 30;
const checksumLength = 6;
const shape = new RegExp(`^(${Object.values(prefixes).join('|')})_([0-9A-Za-z]{${bodyLength + checksumLength}})$`);

/** Every token has this many characters, so that anything longer is refused before it is hashed. */
export const tokenLength = 4 + bodyLength + checksumLength;

/**
 * Makes a token: prefix by sort, `_`, base62 of a 16-bit account bucket and 160 random bits, CRC32 in base62.
 * The bucket tells a sharded store where to look and says nothing about the account.
 */
export function makeToken(sort: TokenSort, accountId: string | null, random: (bytes: number) => Uint8Array): string {
  const body = encodeBase62(Buffer.concat([bucketOf(accountId), random(randomBytes)]), bodyLength);
  const text = `${prefixes[sort]}_${body}`;
  return text + checksum(text);
}

/** Whether the text is a well-formed token of that sort: the checksum refuses typing errors before any look-up. */
export function isTokenOf(sort: TokenSort, text: string): boolean {
  if (text.length !== tokenLength) return false;
  const match = shape.exec(text);
  if (match === null || match[1] !== prefixes[sort]) return false;
  const checked = text.length - checksumLength;
  return text.slice(checked) === checksum(text.slice(0, checked));
}

/**
 * What is hashed of a token that is good at one host alone (`null`: at Rollcall itself). Anywhere else it hashes to what nobody
 * has, so that no look-up can forget to ask.
 */
export function boundText(text: string, host: string | null): string {
  return host === null ? text : `${text}@${host}`;
}

/** What is kept of a token, and how it is looked up: SHA-256 (32 bytes). Enough at 160 random bits (RFC 9106 is for passwords). */
export function hashToken(text: string, host: string | null = null): Buffer {
  return createHash('sha256').update(boundText(text, host), 'utf8').digest();
}

/** Shorter than this, 128 random bits have no room in a token: it could be guessed. */
export const shortestImportedToken = 22;

/**
 * What is kept of a token that an application made before it came here, out of its SHA-256 in hex. It is longer than a token and
 * names the service, so that it is good through that service alone and never as a token of our own.
 */
export function hashImported(serviceId: string, tokenHash: string): Buffer {
  return createHash('sha256').update(`imported:${serviceId}:${tokenHash}`).digest();
}

function checksum(text: string): string {
  return digitsOf(crc32(text), checksumLength);
}

function bucketOf(accountId: string | null): Buffer {
  if (accountId === null) return Buffer.alloc(bucketBytes);
  return createHash('sha256').update(accountId).digest().subarray(0, bucketBytes);
}

/** As many digits as a number holds exactly: 62^8 < 2^53. Dividing big integers digit by digit takes ten times as long. */
const exactDigits = 8;

function encodeBase62(bytes: Uint8Array, length: number): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  while (text.length < length) {
    const count = Math.min(exactDigits, length - text.length);
    const base = 62n ** BigInt(count);
    text = digitsOf(Number(rest % base), count) + text;
    rest /= base;
  }
  return text;
}

function digitsOf(value: number, count: number): string {
  let rest = value;
  let digits = '';
  while (digits.length < count) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
