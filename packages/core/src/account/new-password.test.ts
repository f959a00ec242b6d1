import { describe, expect, it } from 'vitest';
import type { Passwords } from '../deps.ts';
import type { RefusalCode } from '../refusal.ts';
import { hashNewPassword } from './new-password.ts';

const passwords: Passwords = {
  hash: async (password) => `hashed:${password.length}`,
  verify: async () => false,
  isCommon: (password) => password.toLowerCase() === 'correcthorse',
};
const check = (password: string) => hashNewPassword({ passwords }, password, ['anna.lind', 'Anna Lind', '']);

describe('a new password', () => {
  it.each(['ordinary sentences are fine', 'å'.repeat(8), '👩‍👩‍👧 family + 8', 'x'.repeat(128), ' spaces stay  '])(
    'may be %j',
    async (password) => {
      await expect(check(password)).resolves.toBe(`hashed:${password.length}`);
    },
  );

  it.each<[RefusalCode, string]>([
    ['password_too_short', '1234567'],
    ['password_too_short', 'a\u0308'.repeat(7)],
    ['password_too_long', 'x'.repeat(129)],
    ['password_too_common', 'CorrectHorse'],
    ['password_too_common', 'Rollcall2026!'],
    ['password_too_common', 'annalind-1987'],
    ['password_too_common', 'rollcallrollcall'],
  ])('is refused as %s: %j', async (code, password) => {
    await expect(check(password)).rejects.toThrow(expect.objectContaining({ code: code }));
  });

  it('that merely contains a context word is good', async () => {
    await expect(check('my rollcall cat')).resolves.toMatch('hashed');
  });
});
