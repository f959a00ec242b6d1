import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

test('what is asked in one turn is asked once, and what comes later by itself', async () => {
  const asked: number[] = [];
  const ask = gathered(
    async (latest: number) => {
      asked.push(latest);
      return `answer of ${latest}`;
    },
    (all) => Math.max(...all),
  );
  const goOn = Promise.resolve();
  const answers = [3, 5, 4].map((one) => goOn.then(() => ask(one)));
  expect(await Promise.all(answers)).toEqual(['answer of 5', 'answer of 5', 'answer of 5']);
  expect(await ask(2)).toBe('answer of 2');
  expect(asked).toEqual([5, 2]);
});

test('what fails fails for those who asked together, and not for the next', async () => {
  let isWell = false;
  const ask = gathered(
    async (latest: number) => {
      if (!isWell) throw new Error(`No ${latest}.`);
      return latest;
    },
    (all) => Math.max(...all),
  );
  const settled = await Promise.allSettled([ask(1), ask(2)]);
  expect(settled.map((one) => one.status === 'rejected' && one.reason.message)).toEqual(['No 2.', 'No 2.']);
  isWell = true;
  expect(await ask(3)).toBe(3);
});
