import { expect, test } from 'vitest';
import { credentialOf, keyOf, noon } from '../simulation/credentials.ts';
import { ann, ben, idOf } from '../simulation/ids.ts';
import { Endings } from './endings.ts';
import { Memory } from './memory.ts';

function fill(memory: Memory, number: number, given: Parameters<typeof credentialOf>[1] = {}): void {
  memory.fill(keyOf(`${number}`), credentialOf(idOf(`credential ${number}`), given), noon, null);
}

/** What memory answers for it; `undefined` where it knows nothing. */
function answered(memory: Memory, number: number, address: string | null = null) {
  const answer = memory.use(keyOf(`${number}`), 'session', noon, address);
  return answer?.active === true ? answer.credential : undefined;
}

function known(memory: Memory, count: number): number[] {
  const all = Array.from({ length: count }, (_, number) => number);
  return all.filter((number) => memory.use(keyOf(`${number}`), 'session', noon, null) !== null);
}

test('The oldest make room, and what was dropped otherwise before does not count.', () => {
  const memory = new Memory(3);
  for (const number of [0, 1, 2]) fill(memory, number);
  memory.evict([{ kind: 'credential', id: idOf('credential 1') }]);
  for (const number of [3, 4, 5]) fill(memory, number);
  expect(known(memory, 6)).toEqual([3, 4, 5]);
  expect(memory.size).toBe(3);
});

test('A credential that got a new token is known by that one only.', () => {
  const memory = new Memory(10);
  const credential = credentialOf(idOf('c'));
  memory.fill(keyOf('0'), credential, noon, null);
  memory.fill(keyOf('1'), credential, noon, null);
  expect(known(memory, 2)).toEqual([1]);
  memory.evict([{ kind: 'credential', id: credential.id }]);
  expect(memory.size).toBe(0);
});

test('A token stands for one credential only, the one that was filled last.', () => {
  const memory = new Memory(10);
  memory.fill(keyOf('0'), credentialOf(idOf('one')), noon, null);
  memory.fill(keyOf('0'), credentialOf(idOf('other')), noon, null);
  expect(answered(memory, 0)?.id).toBe(idOf('other'));
  memory.evict([{ kind: 'credential', id: idOf('other') }]);
  expect(known(memory, 1)).toEqual([]);
  expect(memory.size).toBe(0);
});

test('A use is never told as earlier than one that the store knew, nor lost when the credential is filled again.', () => {
  const memory = new Memory(10);
  const id = idOf('c');
  memory.fill(keyOf('0'), credentialOf(id, { lastUsedAt: noon + 9 }), noon + 5, 'first');
  memory.use(keyOf('0'), 'session', noon + 7, 'second');
  memory.forget(keyOf('0'));
  expect(memory.lastUseOf(id)).toBe(noon + 9);
  memory.fill(keyOf('0'), credentialOf(id), noon + 20, 'third');
  expect([...memory.takeUses()]).toEqual([{ id, at: noon + 20, address: 'third' }]);
});

test('Uses that come while others are taken wait for the next time.', () => {
  const memory = new Memory(5_000);
  for (let number = 0; number < 5_000; number++) fill(memory, number);
  const taken = new Set<string>();
  for (const { id } of memory.takeUses()) {
    memory.use(keyOf(`${taken.size}`), 'session', noon, null);
    taken.add(id);
  }
  expect(taken.size).toBe(5_000);
  expect(new Set([...memory.takeUses()].map(({ id }) => id)).size).toBe(5_000);
  expect([...memory.takeUses()]).toEqual([]);
});

test('What ended with its account, or timed out, leaves memory by and by.', () => {
  const memory = new Memory(1_000);
  for (let number = 0; number < 300; number++) {
    fill(memory, number, { accountId: number % 3 === 0 ? ann : ben, absoluteLimitMs: number % 3 === 1 ? 10 : null });
  }
  memory.evict([{ kind: 'account', id: ann }]);
  expect(memory.size).toBe(300);
  for (let round = 0; round < 8; round++) memory.tidy(noon + 10, 50);
  expect(memory.size).toBe(100);
});

test('Ending an account looks at none of its sessions: with a hundred thousand in memory it takes no time.', () => {
  const memory = new Memory(100_000);
  for (let number = 0; number < 100_000; number++) {
    fill(memory, number, { accountId: idOf(`account ${number % 5}`) });
  }
  const took = Array.from({ length: 5 }, (_, number) => {
    const id = idOf(`account ${number}`);
    const began = performance.now();
    memory.evict([{ kind: 'account', id }]);
    return performance.now() - began;
  });
  expect(Math.min(...took)).toBeLessThan(1);
  expect(known(memory, 100_000)).toEqual([]);
});

test('Of two accounts that share a counter, ending one makes memory forget the other too, and nobody else.', () => {
  const [one, other] = sharingOneCounter();
  const memory = new Memory(10);
  fill(memory, 0, { accountId: one });
  fill(memory, 1, { accountId: other });
  fill(memory, 2);
  memory.evict([{ kind: 'account', id: one }]);
  expect(known(memory, 3)).toEqual([2]);
  fill(memory, 1, { accountId: other });
  expect(known(memory, 3)).toEqual([1, 2]);
});

test('Ten thousand out of twenty thousand are found, each as itself, after all the rows were used again.', () => {
  const memory = new Memory(10_000);
  for (let number = 0; number < 20_000; number++) fill(memory, number, { accountId: idOf(`account ${number}`) });
  expect(known(memory, 20_000)).toEqual(Array.from({ length: 10_000 }, (_, at) => 10_000 + at));
  for (let number = 10_000; number < 20_000; number += 2) memory.forget(keyOf(`${number}`));
  for (let number = 0; number < 20_000; number++) {
    const isKnown = number > 10_000 && number % 2 === 1;
    expect(answered(memory, number)?.accountId).toBe(isKnown ? idOf(`account ${number}`) : undefined);
  }
});

test('An answer stays what it was when its row has gone to another credential.', () => {
  const memory = new Memory(1);
  fill(memory, 0, { accountId: ann });
  const answer = answered(memory, 0);
  fill(memory, 1, { accountId: ben });
  expect(answer).toMatchObject({ id: idOf('credential 0'), accountId: ann });
});

test('What cannot be kept is refused and leaves no trace.', () => {
  const memory = new Memory(2);
  expect(() => memory.fill(keyOf('0'), credentialOf('no UUID'), noon, null)).toThrow(RangeError);
  for (const number of [1, 2, 3]) fill(memory, number);
  expect(known(memory, 4)).toEqual([2, 3]);
});

function sharingOneCounter(): [string, string] {
  const endings = new Endings();
  const seen = new Map<number, string>();
  for (let number = 0; ; number++) {
    const id = idOf(`account ${number}`);
    const other = seen.get(endings.counterOf(id));
    if (other !== undefined) return [other, id];
    seen.set(endings.counterOf(id), id);
  }
}

test('What may be used from some networks only is refused from others, and that is no use of it.', () => {
  const memory = new Memory(10);
  memory.fill(keyOf('0'), credentialOf(idOf('c'), { addressRanges: ['192.0.2.0/24'] }), noon, '192.0.2.1');
  memory.fill(keyOf('1'), credentialOf(idOf('d')), noon, null);
  expect([...memory.takeUses()]).toHaveLength(2);
  const outside = { active: false, reason: 'outside_addresses' };
  for (const address of ['198.51.100.1', null]) {
    expect(memory.use(keyOf('0'), 'session', noon + 1, address)).toEqual(outside);
  }
  expect([...memory.takeUses()]).toEqual([]);
  expect(answered(memory, 0, '192.0.2.2')).toMatchObject({ id: idOf('c') });
  expect(answered(memory, 1, '198.51.100.1')).toMatchObject({ id: idOf('d') });
});

test('More sorts of ranges than there is room for make memory begin anew, and none is mistaken for another.', () => {
  const memory = new Memory(20_000);
  const addressOf = (number: number) => `10.0.${number >> 8}.${number & 255}`;
  for (let number = 0; number < 10_500; number++) {
    const credential = credentialOf(idOf(`credential ${number}`), { addressRanges: [addressOf(number)] });
    memory.fill(keyOf(`${number}`), credential, noon, null);
  }
  expect(memory.size).toBe(500);
  for (let number = 10_000; number < 10_500; number++) {
    expect(answered(memory, number, addressOf(number))?.id).toBe(idOf(`credential ${number}`));
    expect(answered(memory, number, addressOf(number - 1))).toBeUndefined();
  }
});
