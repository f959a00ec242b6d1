import { hash } from 'node:crypto';
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
  return hash('sha256', boundText(text, host), 'buffer');
}

/** Shorter than this, 128 random bits have no room in a token: it could be guessed. */
export const shortestImportedToken = 22;

/**
 * What is kept of a token that an application made before it came here, out of its SHA-256 in hex. It is longer than a token and
 * names the service, so that it is good through that service alone and never as a token of our own.
 */
export function hashImported(serviceId: string, tokenHash: string): Buffer {
  return hash('sha256', `imported:${serviceId}:${tokenHash}`, 'buffer');
}

function checksum(text: string): string {
  return digitsOf(crc32(text), checksumLength);
}

function bucketOf(accountId: string | null): Buffer {
  if (accountId === null) return Buffer.alloc(bucketBytes);
  return hash('sha256', accountId, 'buffer').subarray(0, bucketBytes);
}

/** Divided by so many digits at once, no rest and no 16 bits behind it leave what a number holds exactly: 62^6 * 2^16 < 2^53. */
const digitsAtOnce = 6;
const divisor = 62 ** digitsAtOnce;

/** By long division, 16 bits at a time: with big integers it takes nearly twice as long. */
function encodeBase62(bytes: Buffer, length: number): string {
  const words: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) words.push(bytes.readUInt16BE(at));
  let text = '';
  while (text.length < length) {
    text = digitsOf(divide(words), Math.min(digitsAtOnce, length - text.length)) + text;
  }
  return text;
}

/** Leaves the quotient in the words, and answers what is left. */
function divide(words: number[]): number {
  let rest = 0;
  for (let at = 0; at < words.length; at++) {
    const value = rest * 0x1_00_00 + (words[at] as number);
    const quotient = Math.floor(value / divisor);
    words[at] = quotient;
    rest = value - quotient * divisor;
  }
  return rest;
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
