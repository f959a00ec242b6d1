import { expect, test } from 'vitest';
import { shared } from './shared.ts';

test('calls of one moment share the call that begins after them', async () => {
  let calls = 0;
  const count = shared(async () => {
    calls += 1;
    return calls;
  });
  expect(await Promise.all([count(), count(), count()])).toEqual([1, 2, 2]);
  expect(await Promise.all([count(), count()])).toEqual([3, 4]);
});

test('a call that fails fails for those who share it, and not for the next', async () => {
  let calls = 0;
  const fail = shared(async () => {
    calls += 1;
    if (calls < 3) throw new Error(`Failure ${calls}.`);
    return calls;
  });
  const settled = await Promise.allSettled([fail(), fail(), fail()]);
  expect(settled.map((one) => one.status === 'rejected' && one.reason.message)).toEqual([
    'Failure 1.',
    'Failure 2.',
    'Failure 2.',
  ]);
  expect(await fail()).toBe(3);
});
