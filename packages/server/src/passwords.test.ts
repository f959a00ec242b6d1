import { parseOptions } from '@node-rs/argon2';
import { Refusal } from '@rollcall/core';
import { expect, test } from 'vitest';
import { argon2Options, createPasswords, dummyHash } from './passwords.ts';

const passwords = createPasswords();

test('A password is hashed by argon2id with the stated cost, and salted', async () => {
  const [one, other] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

test('The right password is right, and another one is not', async () => {
  const phc = await passwords.hash('correct horse');
  expect(await passwords.verify(phc, 'correct horse')).toBe(true);
  expect(await passwords.verify(phc, 'Correct horse')).toBe(false);
  expect(await passwords.verify(phc, '')).toBe(false);
});

test('One password typed on two keyboards is the same password', async () => {
  const phc = await passwords.hash('cafe\u0301 latte');
  expect(await passwords.verify(phc, 'caf\u00e9 latte')).toBe(true);
});

test('Without an account the answer is no, by the same work', async () => {
  expect(await passwords.verify(null, 'correct horse')).toBe(false);
  expect(parseOptions(dummyHash)).toMatchObject({ ...argon2Options, outputLen: 32, saltLen: 16 });
});

test.each(['password', 'PassWord', '12345678', 'QWERTYUIOP'])('%s is common', (password) => {
  expect(passwords.isCommon(password)).toBe(true);
});

test.each(['password ', 'correct horse battery', 'p4sswoord-of-mine', '', '__proto__'])(
  '%j is not common',
  (password) => {
    expect(passwords.isCommon(password)).toBe(false);
  },
);

test('A flood of sign-ins is refused beyond the queue, and those in it are answered', async () => {
  const few = createPasswords({ most: 1, mostWaiting: 2 });
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => few.verify(null, 'guess')));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason);
  const refusal = new Refusal('throttled', { retryAfterMs: 1_000 });
  expect(refused).toEqual([refusal, refusal]);
  expect(await few.verify(await few.hash('correct horse'), 'correct horse')).toBe(true);
});

test('A hash that cannot be read gives its turn back', async () => {
  const one = createPasswords({ most: 1, mostWaiting: 0 });
  await expect(one.verify('not a hash', 'guess')).rejects.toThrow(/decoding/i);
  expect(await one.verify(null, 'guess')).toBe(false);
});
