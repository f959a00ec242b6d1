import { isDeepStrictEqual } from 'node:util';
import type { Subject, Use } from '@rollcall/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { credentialOf, keyOf, noon } from '../simulation/credentials.ts';
import { idOf } from '../simulation/ids.ts';
import { MemoryModel } from '../simulation/memory-model.ts';
import { verified } from '../verdict.ts';
import { Memory } from './memory.ts';

/** Fewer than there are credentials: the limit is reached, rows are used again, and places collide and wrap around. */
const most = 5;
const address = fc.constantFrom(null, '192.0.2.1', '2001:db8::1');
const credential = fc.nat({ max: 7 });
const few = fc.nat({ max: 2 });
const owners = { account: few, organization: few, device: fc.option(few) };
const limits = {
  idleLimitMs: fc.constantFrom(null, 4_000),
  absoluteLimitMs: fc.constantFrom(null, 10_000),
  lastUsedBefore: fc.constantFrom(-500, 0, 500),
};
const kind = fc.constantFrom<Subject['kind']>('credential', 'account', 'organization');

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: as('fill'), credential, token: few, address, ...owners, ...limits }) },
  { weight: 6, arbitrary: fc.record({ do: as('use'), credential, token: few, address }) },
  { weight: 2, arbitrary: fc.record({ do: as('forget'), credential, token: few }) },
  { weight: 2, arbitrary: fc.record({ do: as('evict'), kind, number: credential }) },
  { weight: 1, arbitrary: fc.record({ do: as('noteUse'), credential, address, before: fc.constantFrom(0, 2_000) }) },
  { weight: 2, arbitrary: fc.record({ do: as('takeUses'), count: fc.constantFrom(1, 2, Infinity) }) },
  { weight: 2, arbitrary: fc.record({ do: as('wait'), milliseconds: fc.constantFrom(1, 1_500, 4_000) }) },
  { weight: 1, arbitrary: fc.record({ do: as('tidy') }) },
  { weight: 1, arbitrary: fc.record({ do: as('clear') }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

function as<Name extends string>(name: Name): fc.Arbitrary<Name> {
  return fc.constant(name);
}

const idOfCredential = (number: number): string => idOf(`credential ${number}`);
const keyOfToken = (given: { credential: number; token: number }): string =>
  keyOf(`token ${given.token} of ${given.credential}`);

/** Memory and the model side by side, and where they differ. */
class Pair {
  readonly differences: unknown[] = [];
  readonly memory = new Memory(most);
  readonly model = new MemoryModel(most);
  now = noon;

  take(next: Act): void {
    if (next.do === 'wait') this.now += next.milliseconds;
    else if (next.do === 'clear') this.#both((one) => one.clear());
    else if (next.do === 'tidy') this.#tidy();
    else if (next.do === 'fill') this.#fill(next);
    else if (next.do === 'use') this.use(keyOfToken(next), next.address);
    else if (next.do === 'forget') this.#both((one) => one.forget(keyOfToken(next)));
    else if (next.do === 'evict') this.#evict(next.kind, next.number);
    else if (next.do === 'noteUse') this.#noteUse(next);
    else this.takeUses(next.count);
    this.#compare('size', this.memory.size, this.model.size);
  }

  use(key: string, from: string | null): void {
    const expected = this.model.use(key, this.now, from);
    const answer = expected === null ? null : { active: true, credential: verified(expected) };
    this.#compare('use', this.memory.use(key, 'session', this.now, from), answer);
  }

  takeUses(count: number): void {
    const taken: Use[] = [];
    for (const use of this.memory.takeUses()) {
      taken.push(use);
      if (taken.length === count) break;
    }
    this.#compare('uses', taken.length, Math.min(count, this.model.uses.length));
    for (const use of taken) {
      const told = this.model.uses.find(({ id }) => id === use.id);
      this.#compare('use taken', use, told);
      this.model.take(use);
    }
  }

  #fill(next: Extract<Act, { do: 'fill' }>): void {
    const filled = credentialOf(idOfCredential(next.credential), {
      accountId: idOf(`account ${next.account}`),
      organizationId: idOf(`organization ${next.organization}`),
      deviceId: next.device === null ? null : idOf(`device ${next.device}`),
      issuedAt: this.now,
      lastUsedAt: this.now - next.lastUsedBefore,
      idleLimitMs: next.idleLimitMs,
      absoluteLimitMs: next.absoluteLimitMs,
    });
    this.#both((one) => one.fill(keyOfToken(next), filled, this.now, next.address));
  }

  #evict(what: Subject['kind'], number: number): void {
    const subject = { kind: what, id: idOf(`${what} ${number}`) };
    this.memory.evict([subject]);
    this.model.evict(subject);
  }

  #noteUse(next: Extract<Act, { do: 'noteUse' }>): void {
    const use = { id: idOfCredential(next.credential), at: this.now - next.before, address: next.address };
    this.#both((one) => one.noteUse(use));
    this.#compare('last use', this.memory.lastUseOf(use.id), this.model.lastUseOf(use.id));
  }

  #tidy(): void {
    this.memory.tidy(this.now, most);
    this.model.tidy(this.now);
  }

  #compare(what: string, memory: unknown, model: unknown): void {
    if (!isDeepStrictEqual(memory, model)) this.differences.push({ what, memory, model });
  }

  #both(change: (one: Memory | MemoryModel) => void): void {
    change(this.memory);
    change(this.model);
  }
}

test('Memory does exactly what a simple model does.', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      const pair = new Pair();
      for (const next of acts) pair.take(next);
      for (let token = 0; token < 3; token++) {
        for (let number = 0; number < 8; number++) pair.use(keyOfToken({ credential: number, token }), null);
      }
      pair.takeUses(Infinity);
      expect(pair.differences).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
});
