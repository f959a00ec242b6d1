import { crc32 } from 'node:zlib';

/** Crockford's base32: no I, L, O and U, so that nothing is read or typed for something else. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const randomLength = 26;
const checksumLength = 4;
const groupLength = 5;
/** 26 characters hold 130 bits; these are 136. */
const randomBytes = 17;
const shape = new RegExp(`^[${alphabet}]{${randomLength + checksumLength}}$`);

/** A secret that people type: 130 random bits and 20 bits of checksum in six groups of five. */
export function makeTypedSecret(random: (bytes: number) => Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(random(randomBytes)).toString('hex')}`);
  let text = '';
  while (text.length < randomLength) {
    text += alphabet.charAt(Number(bits % 32n));
    bits /= 32n;
  }
  return (text + checksum(text)).match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? '';
}

/**
 * The secret as it was made, however it was typed: case, dashes and spaces are ignored, and what looks alike is taken for what was
 * meant. `null` where the checksum finds a typing error.
 */
export function readTypedSecret(typed: string): string | null {
  const text = typed.toLowerCase().replaceAll(/[-\s]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  if (!shape.test(text) || text.slice(randomLength) !== checksum(text.slice(0, randomLength))) return null;
  return text.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? null;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < checksumLength) {
    digits += alphabet.charAt(rest % 32);
    rest = Math.floor(rest / 32);
  }
  return digits;
}
