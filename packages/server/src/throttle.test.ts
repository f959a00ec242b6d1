import { Refusal, type Throttle, type ThrottleKey, type ThrottleRule } from '@rollcall/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { storageOfItsOwn, type TestStorage } from './test-helpers/storage.ts';
import { createThrottle, rules, waitAfter } from './throttle.ts';

const account: ThrottleKey = { rule: 'account', key: 'account-1' };
const knownDevice: ThrottleKey = { rule: 'account_from_device', key: 'account-1:device-1' };
const codes: ThrottleKey = { rule: 'code_from_devices', key: 'account-1' };
let place: TestStorage;
let throttle: Throttle;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  place = storageOfItsOwn();
  throttle = await openThrottle();
});
afterEach(async () => {
  vi.useRealTimers();
  await place.remove();
});

async function openThrottle(): Promise<Throttle> {
  const storage = await place.open();
  return createThrottle((limits) => storage.throttleStore(limits));
}

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const from = (rule: ThrottleRule, address: string): ThrottleKey => ({ rule, key: address });

/** How many milliseconds the try has to wait; 0 where it is let through. */
async function wait(...keys: ThrottleKey[]): Promise<number> {
  try {
    await throttle.attempt(keys);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'throttled') throw error;
    return error.facts.retryAfterMs ?? Number.NaN;
  }
}

async function fail(times: number, ...keys: ThrottleKey[]): Promise<void> {
  for (let time = 0; time < times; time += 1) await throttle.attempt(keys);
}

test('A few failures cost nothing; then each further try makes the next one wait, twice as long each time', async () => {
  await fail(rules.account.free, account);
  for (const seconds of [2, 4, 8, 16]) {
    expect(await wait(account)).toBe(0);
    expect(await wait(account)).toBe(seconds * 1_000);
    later(seconds * 1_000);
  }
});

test('No wait is ever longer than its rule says, so nobody is shut out for good', () => {
  for (const rule of Object.values(rules)) {
    expect(waitAfter(rule, rule.free + 1)).toBe(rule.firstWaitMs);
    expect(waitAfter(rule, rule.free + 5_000)).toBe(rule.longestWaitMs);
  }
});

test('A try that is refused does not make the wait longer', async () => {
  await fail(rules.account.free + 1, account);
  for (let time = 0; time < 50; time += 1) expect(await wait(account)).toBe(2_000);
  later(2_000);
  expect(await wait(account)).toBe(0);
  expect(await wait(account)).toBe(4_000);
});

test('A device that is known gets in while strangers guess', async () => {
  await fail(rules.account.free + 1, account);
  expect(await wait(account)).toBeGreaterThan(0);
  expect(await wait(knownDevice)).toBe(0);
});

test('A success takes back its own count and the wait that it caused, and nothing else', async () => {
  for (let time = 0; time < 50; time += 1) {
    expect(await wait(account)).toBe(0);
    await throttle.succeeded([account]);
  }
  await fail(rules.account.free, account);
  expect(await wait(account)).toBe(0);
  await throttle.succeeded([account]);
  expect(await wait(account)).toBe(0);
  expect(await wait(account)).toBe(2_000);
});

test('Of 50 tries at the same moment only the free ones and one more are let through', async () => {
  const waits = await Promise.all(Array.from({ length: 50 }, () => wait(account)));
  expect(waits.filter((milliseconds) => milliseconds === 0)).toHaveLength(rules.account.free + 1);
});

test('Where one key refuses, the try counts against none', async () => {
  const other: ThrottleKey = { rule: 'account', key: 'account-2' };
  await fail(rules.network.free + 1, from('network', '203.0.113.7'));
  for (let time = 0; time < 20; time += 1) expect(await wait(other, from('network', '203.0.113.8'))).toBe(1_000);
  await fail(rules.account.free, other);
  expect(await wait(other)).toBe(0);
});

test('Neighbors of one network count together, in whatever spelling; other networks do not', async () => {
  await fail(rules.network.free + 1, from('network', '203.0.113.7'));
  expect(await wait(from('network', '::ffff:203.0.113.200'))).toBe(1_000);
  expect(await wait(from('network', '203.0.114.7'))).toBe(0);
  await fail(rules.link.free + 1, from('link', '2001:db8:1:2::1'));
  expect(await wait(from('link', '2001:DB8:1:2:ffff::9'))).toBe(1_000);
  expect(await wait(from('link', '2001:db8:1:3::1'))).toBe(0);
});

test('Rules count apart, and so do accounts', async () => {
  await fail(rules.account.free + 1, account);
  expect(await wait({ rule: 'mail', key: account.key })).toBe(0);
  expect(await wait({ rule: 'account', key: 'account-2' })).toBe(0);
});

test('When the window is over, all is forgotten', async () => {
  await fail(rules.account.free + 1, account);
  later(rules.account.windowMs);
  await fail(rules.account.free, account);
  expect(await wait(account)).toBe(0);
});

test('Counts and waits survive a restart', async () => {
  await fail(rules.account.free + 1, account);
  throttle = await openThrottle();
  expect(await wait(account)).toBe(2_000);
  later(2_000);
  expect(await wait(account)).toBe(0);
  expect(await wait(account)).toBe(4_000);
});

async function triesInADay(key: ThrottleKey): Promise<number> {
  let tries = 0;
  for (const end = Date.now() + 24 * 3_600_000; Date.now() < end; ) {
    const milliseconds = await wait(key);
    if (milliseconds === 0) tries += 1;
    else later(milliseconds);
  }
  return tries;
}

test('Guessing at one account comes to little more than a hundred tries a day', async () => {
  expect(await triesInADay(account)).toBeLessThanOrEqual(112);
});

test('Guessing codes on devices that are known comes to little more, however many there are', async () => {
  expect(await triesInADay(codes)).toBeLessThanOrEqual(127);
});
