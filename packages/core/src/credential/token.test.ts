import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashToken, isTokenOf, makeToken, type TokenSort, tokenLength } from './token.ts';

const accountId = '0193a7c4-0000-7000-8000-000000000001';
const sorts: readonly TokenSort[] = ['session', 'browser', 'link', 'step', 'trust'];
const make = (sort: TokenSort) => makeToken(sort, accountId, randomBytes);

describe('a token', () => {
  it.each(sorts)('of the sort %s is of its own sort and of no other', (sort) => {
    const token = make(sort);
    expect(sorts.filter((other) => isTokenOf(other, token))).toEqual([sort]);
  });

  it('has one length, whatever chance gave', () => {
    const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
    expect(() =>
      fc.assert(
        fc.property(bytes, (random) => {
          const token = makeToken('session', accountId, () => random);
          return token.length === tokenLength && isTokenOf('session', token);
        }),
      ),
    ).not.toThrow();
  });

  it('tells any two random parts apart', () => {
    const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
    expect(() =>
      fc.assert(
        fc.property(bytes, bytes, (one, other) => {
          const same = Buffer.compare(one, other) === 0;
          const equal = makeToken('session', accountId, () => one) === makeToken('session', accountId, () => other);
          return same === equal;
        }),
      ),
    ).not.toThrow();
  });

  it('takes 160 bits from chance', () => {
    const asked: number[] = [];
    makeToken('session', accountId, (count) => {
      asked.push(count);
      return randomBytes(count);
    });
    expect(asked).toEqual([20]);
  });

  it('with one character changed is refused before any look-up', () => {
    const token = make('session');
    const index = fc.integer({ min: 4, max: token.length - 1 });
    const letter = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
    expect(() =>
      fc.assert(
        fc.property(index, letter, (at, other) => {
          const changed = token.slice(0, at) + other + token.slice(at + 1);
          return changed === token || !isTokenOf('session', changed);
        }),
      ),
    ).not.toThrow();
  });

  it.each(['', 'rcs_', `rcs_${'0'.repeat(36)}`, `${'rcs_'.repeat(10)}`, 'rcs_é'.padEnd(40, '0'), '\0'.repeat(40)])(
    'is never %j',
    (text) => {
      expect(isTokenOf('session', text)).toBe(false);
    },
  );

  it('is kept as SHA-256 only', () => {
    expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
