import type { Credential, Subject } from '@rollcall/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Memory } from './memory.ts';

const noon = Date.UTC(2026, 0, 15, 12);

function credentialOf(id: string, given: Partial<Credential> = {}): Credential {
  return {
    id,
    kind: 'session',
    accountId: 'ann',
    organizationId: 'home',
    deviceId: null,
    assurance: 1,
    authenticatedAt: noon,
    issuedAt: noon,
    lastUsedAt: noon,
    heldUntil: null,
    revokedAt: null,
    ownEndAt: null,
    outlived: false,
    idleLimitMs: null,
    absoluteLimitMs: null,
    ...given,
  };
}

function keys(memory: Memory, count: number): string[] {
  const all = Array.from({ length: count }, (_, number) => `key ${number}`);
  return all.filter((key) => memory.use(key, 'session', noon, null) !== null);
}

test('The oldest make room, and what was dropped otherwise before does not count.', () => {
  const memory = new Memory(3);
  for (const number of [0, 1, 2]) memory.fill(`key ${number}`, credentialOf(`c${number}`), noon, null);
  memory.evict([{ kind: 'credential', id: 'c1' }]);
  for (const number of [3, 4, 5]) memory.fill(`key ${number}`, credentialOf(`c${number}`), noon, null);
  expect(keys(memory, 6)).toEqual(['key 3', 'key 4', 'key 5']);
  expect(memory.size).toBe(3);
});

test('A credential that got a new token is known by that one only.', () => {
  const memory = new Memory(10);
  memory.fill('key 0', credentialOf('c'), noon, null);
  memory.fill('key 1', credentialOf('c'), noon, null);
  expect(keys(memory, 2)).toEqual(['key 1']);
  memory.evict([{ kind: 'credential', id: 'c' }]);
  expect(memory.size).toBe(0);
});

test('A use is never told as earlier than one that the store knew, nor lost when the credential is filled again.', () => {
  const memory = new Memory(10);
  memory.fill('key', credentialOf('c', { lastUsedAt: noon + 9 }), noon + 5, 'first');
  memory.use('key', 'session', noon + 7, 'second');
  memory.forget('key');
  memory.fill('key', credentialOf('c'), noon + 20, 'third');
  expect(memory.takeUses()).toEqual([{ id: 'c', at: noon + 20, address: 'third' }]);
});

test('What ended with its account, or timed out, leaves memory by and by.', () => {
  const memory = new Memory(1_000);
  for (let number = 0; number < 300; number++) {
    const accountId = number % 3 === 0 ? 'ann' : 'ben';
    const absoluteLimitMs = number % 3 === 1 ? 10 : null;
    memory.fill(`key ${number}`, credentialOf(`c${number}`, { accountId, absoluteLimitMs }), noon, null);
  }
  memory.evict([{ kind: 'account', id: 'ann' }]);
  expect(memory.size).toBe(300);
  for (let round = 0; round < 8; round++) memory.tidy(noon + 10, 50);
  expect(memory.size).toBe(100);
});

test('Ending an account looks at none of its sessions: with a hundred thousand in memory it takes no time.', () => {
  const memory = new Memory(100_000);
  for (let number = 0; number < 100_000; number++) {
    memory.fill(`key ${number}`, credentialOf(`c${number}`, { accountId: `account ${number % 5}` }), noon, null);
  }
  const took = Array.from({ length: 5 }, (_, number) => {
    const began = performance.now();
    memory.evict([{ kind: 'account', id: `account ${number}` }]);
    return performance.now() - began;
  });
  expect(Math.min(...took)).toBeLessThan(1);
  expect(keys(memory, 100_000)).toEqual([]);
});

type Act =
  | { readonly do: 'fill'; readonly key: number; readonly account: number; readonly organization: number }
  | { readonly do: 'use' | 'forget'; readonly key: number }
  | { readonly do: 'evict'; readonly kind: Subject['kind']; readonly id: number }
  | { readonly do: 'wait' | 'tidy' | 'clear' };

const few = fc.nat({ max: 3 });
const key = fc.nat({ max: 7 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fill' as const), key, account: few, organization: few }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('use' as const, 'forget' as const), key }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('evict' as const),
      kind: fc.constantFrom('credential' as const, 'account' as const, 'organization' as const),
      id: key,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('wait' as const, 'tidy' as const, 'clear' as const) }) },
);

const limits = { idleLimitMs: 4_000, absoluteLimitMs: 10_000 };

/** What memory should know, told without slots, iterators or laziness. */
class Model {
  readonly known = new Map<number, Credential>();

  evict({ kind, id }: Subject): void {
    const field = ({ credential: 'id', account: 'accountId', organization: 'organizationId' } as const)[kind];
    for (const [number, credential] of this.known) if (credential[field] === id) this.known.delete(number);
  }

  isGood(number: number, now: number): boolean {
    const credential = this.known.get(number);
    if (credential === undefined) return false;
    return now < credential.issuedAt + limits.absoluteLimitMs && now < credential.lastUsedAt + limits.idleLimitMs;
  }
}

test('Memory says yes exactly where a simple model does.', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const memory = new Memory(100);
      const model = new Model();
      let now = noon;
      for (const next of acts) {
        now += next.do === 'wait' ? 1_500 : 0;
        if (next.do === 'clear') {
          memory.clear();
          model.known.clear();
        } else if (next.do === 'tidy') memory.tidy(now, 3);
        else if (next.do === 'fill') fill(memory, model, next, now);
        else if (next.do === 'forget') {
          memory.forget(`key ${next.key}`);
          model.known.delete(next.key);
        } else if (next.do === 'evict') {
          const subject = { kind: next.kind, id: `${next.kind} ${next.id}` };
          memory.evict([subject]);
          model.evict(subject);
        } else if (next.do === 'use') use(memory, model, next.key, now);
        expect(memory.size).toBeGreaterThanOrEqual([...model.known.keys()].filter((k) => model.isGood(k, now)).length);
      }
      for (let number = 0; number < 8; number++) use(memory, model, number, now);
    }),
    { numRuns: 2_000 },
  );
});

function fill(memory: Memory, model: Model, next: Extract<Act, { do: 'fill' }>, now: number): void {
  const born = { issuedAt: now, lastUsedAt: now, ...limits };
  const owner = { accountId: `account ${next.account}`, organizationId: `organization ${next.organization}` };
  const credential = credentialOf(`credential ${next.key}`, { ...born, ...owner });
  memory.fill(`key ${next.key}`, credential, now, null);
  model.known.set(next.key, credential);
}

function use(memory: Memory, model: Model, number: number, now: number): void {
  const isGood = model.isGood(number, now);
  expect(memory.use(`key ${number}`, 'session', now, null) !== null).toBe(isGood);
  const credential = model.known.get(number);
  if (isGood && credential !== undefined) model.known.set(number, { ...credential, lastUsedAt: now });
}
