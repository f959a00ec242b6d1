import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTypedSecret, readTypedSecret } from './typed-secret.ts';

describe('a secret that people type', () => {
  it('is read as it was made, whatever chance gave and however it was typed', () => {
    const bytes = fc.uint8Array({ minLength: 17, maxLength: 17 });
    expect(() =>
      fc.assert(
        fc.property(bytes, (random) => {
          const secret = makeTypedSecret(() => random);
          const typed = secret.toUpperCase().replaceAll('-', '  ').replaceAll('0', 'O').replaceAll('1', 'L');
          return secret.length === 35 && readTypedSecret(secret) === secret && readTypedSecret(typed) === secret;
        }),
      ),
    ).not.toThrow();
  });

  it('takes 130 bits from chance', () => {
    const all = new Set(Array.from({ length: 500 }, () => makeTypedSecret(randomBytes)));
    expect(all.size).toBe(500);
    for (let bit = 0; bit < 130; bit += 1) {
      const one = Buffer.alloc(17);
      one[16 - Math.floor(bit / 8)] = 1 << (bit % 8);
      expect(makeTypedSecret(() => one)).not.toBe(makeTypedSecret(() => Buffer.alloc(17)));
    }
  });

  it('with one character changed, missing or too many is refused before any look-up', () => {
    const secret = makeTypedSecret(randomBytes);
    const letter = fc.constantFrom(...'23456789abcdefghjkmnpqrstvwxyz');
    const place = fc.integer({ min: 0, max: secret.length - 1 }).filter((at) => secret[at] !== '-');
    expect(() =>
      fc.assert(
        fc.property(place, letter, (at, other) => {
          const changed = secret.slice(0, at) + other + secret.slice(at + 1);
          return changed === secret || readTypedSecret(changed) === null;
        }),
      ),
    ).not.toThrow();
    for (const text of ['', secret.slice(0, -1), `${secret}0`, 'u'.repeat(30), '\0'.repeat(30)]) {
      expect(readTypedSecret(text)).toBeNull();
    }
  });
});
