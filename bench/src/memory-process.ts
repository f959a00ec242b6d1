// `node --expose-gc memory-process.ts packed|map SESSIONS`: fills a memory, keeps it busy, and prints what that took.
import { hash } from 'node:crypto';
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FoundCredential } from '@rollcall/core';
import { Memory } from '../../packages/verifier/src/memory/memory.ts';
import { MapMemory } from './map-memory.ts';
import type { Longest, Turn, Weighed } from './verifier-memory.ts';

const sessionsPerAccount = 1 / 0.7;
const fillsPerTurn = 50;
const usesPerTurn = 150;
const takenPerTurn = 500;
const tidiedPerTurn = 10;
const address = '192.0.2.7';
const collectGarbage = (globalThis as { gc?: () => void }).gc ?? (() => {});

const [kind = '', count = ''] = process.argv.slice(2);
const sessions = Number(count);
const newMemory = (most: number): Memory | MapMemory => (kind === 'packed' ? new Memory(most) : new MapMemory(most));

/** The machine's code is warm and the heap has had its garbage before anything is weighed. */
await keepBusy(newMemory(2_000), 0, 100_000);
const memory = newMemory(sessions);
const before = resident();
const growing = await keepBusy(memory, 0, sessions);
const bytesPerSession = (resident() - before) / memory.size;
const churning = await keepBusy(memory, sessions, sessions + sessions / 5);
if (memory.size < 0.9 * sessions) throw new Error(`Only ${memory.size} sessions are in memory.`);
const weighed: Weighed = { bytesPerSession, growing, churning };
process.stdout.write(`${JSON.stringify(weighed)}\n`);

/** Sessions come, others are used, a few are ended, uses are taken: a bit of each in a turn. */
async function keepBusy(busy: Memory | MapMemory, from: number, to: number): Promise<Longest> {
  const collections = watchCollections();
  let longest = { busy: 0, kernel: 0, clock: 0, began: 0, ended: 0 };
  let clock = 0;
  for (let next = from; next < to; next += fillsPerTurn) {
    const began = performance.now();
    const before = process.threadCpuUsage();
    for (let number = next; number < next + fillsPerTurn; number++) fill(busy, number);
    for (let use = 0; use < usesPerTurn; use++) busy.use(keyOf(some(next)), 'session', Date.now(), address);
    endSome(busy, next);
    busy.tidy(Date.now(), tidiedPerTurn);
    takeUses(busy);
    await nextTurn();
    const { user, system } = process.threadCpuUsage(before);
    const ended = performance.now();
    const turn = { busy: (user + system) / 1_000, kernel: system / 1_000, clock: ended - began, began, ended };
    if (turn.busy > longest.busy) longest = turn;
    clock = Math.max(clock, turn.clock);
  }
  return { busy: await collections.within(longest), clock };
}

/** Collections of garbage on this thread, each by its beginning and how many milliseconds it held the thread up. */
function watchCollections() {
  const seen: { readonly startTime: number; readonly duration: number }[] = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return {
    async within({ busy, kernel, clock, began, ended }: Omit<Turn, 'collecting'> & { began: number; ended: number }) {
      // What was collected last is told a turn later.
      await nextTurn();
      await nextTurn();
      seen.push(...observer.takeRecords());
      observer.disconnect();
      const inside = seen.filter(({ startTime }) => startTime >= began && startTime < ended);
      return { busy, kernel, clock, collecting: inside.reduce((sum, { duration }) => sum + duration, 0) };
    },
  };
}

/** One session in a hundred and one account in a thousand: what has ended must leave room for what comes. */
function endSome(busy: Memory | MapMemory, next: number): void {
  if (next % 100 === 0) busy.evict([{ kind: 'credential', id: uuid(`session ${some(next)}`) }]);
  if (next % 1_000 === 0) busy.evict([{ kind: 'account', id: uuid(`account ${accountOf(some(next))}`) }]);
}

function takeUses(busy: Memory | MapMemory): void {
  let taken = 0;
  for (const _ of busy.takeUses()) if (++taken === takenPerTurn) break;
}

function fill(busy: Memory | MapMemory, number: number): void {
  const now = Date.now();
  const credential: FoundCredential = {
    id: uuid(`session ${number}`),
    kind: 'session',
    accountId: uuid(`account ${accountOf(number)}`),
    organizationId: uuid('organization'),
    deviceId: uuid(`device ${number}`),
    assurance: 1,
    authenticatedAt: now,
    issuedAt: now,
    lastUsedAt: now,
    heldUntil: null,
    revokedAt: null,
    ownEndAt: null,
    outlived: false,
    idleLimitMs: 43_200_000,
    absoluteLimitMs: 86_400_000,
    addressRanges: [],
  };
  busy.fill(keyOf(number), credential, now, address);
}

function accountOf(number: number): number {
  return Math.floor(number / sessionsPerAccount);
}

function some(below: number): number {
  return Math.floor(Math.random() * below);
}

function keyOf(number: number): string {
  return hash('sha256', `token ${number}`, 'binary');
}

function uuid(name: string): string {
  const digits = hash('sha256', name, 'hex');
  const cut = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ];
  // One text of its own, as the store's driver would make it, and not a view of others.
  return Buffer.from(cut.join('-'), 'latin1').toString('latin1');
}

function resident(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage.rss();
}
