import { driftMarginMs, leaseMs } from '@rollcall/core';
import { expect, test } from 'vitest';
import { createJanitor, type Janitor } from './janitor.ts';
import type { Connection } from './simulation/connection.ts';
import { ann } from './simulation/ids.ts';
import type { Machine } from './simulation/machine.ts';
import { World } from './simulation/world.ts';

const limit = leaseMs + driftMarginMs;

function hired(world: World): { janitor: Janitor; machine: Machine; store: Connection } {
  const machine = world.machine();
  const store = world.connection();
  return { machine, store, janitor: createJanitor({ store, timers: machine, monotonic: () => machine.monotonic() }) };
}

test('A verifier that died is removed, but not before its lease is over.', async () => {
  const world = new World();
  const { janitor } = hired(world);
  const node = await world.startedNode();
  node.store.isCut = true;
  await janitor.tidy();
  await world.pass(limit - 1);
  await janitor.tidy();
  expect(world.authority.rows.size).toBe(1);
  await world.pass(1);
  await janitor.tidy();
  expect(world.authority.rows.size).toBe(0);
});

test('A verifier that renews stays, for however long.', async () => {
  const world = new World();
  const { janitor } = hired(world);
  await world.startedNode();
  janitor.start();
  for (let round = 0; round < 20; round++) await world.pass(leaseMs);
  // Under its first incarnation: it was not removed and registered anew in between.
  expect([...world.authority.rows.values()]).toMatchObject([{ incarnation: '1.1' }]);
});

test('A verifier that renews between the look and the removal stays.', async () => {
  const world = new World();
  const { janitor, store } = hired(world);
  const node = await world.startedNode();
  node.store.isCut = true;
  await janitor.tidy();
  await world.pass(limit);
  store.holds = (act) => act === 'removeStale';
  const tidied = janitor.tidy();
  await world.pass(1);
  node.store.isCut = false;
  await node.verifier.sync();
  store.message('removeStale').execute();
  store.message('removeStale').deliver();
  await tidied;
  expect(world.authority.rows.size).toBe(1);
});

test('A verifier that was removed too eagerly by hand notices and registers anew.', async () => {
  const world = new World();
  const node = await world.startedNode();
  world.authority.rows.clear();
  await world.pass(leaseMs);
  expect(world.authority.rows.size).toBe(1);
  expect(node.verifier.isCurrent()).toBe(true);
});

test('Revocations are forgotten once every verifier has applied them, and only then.', async () => {
  const world = new World();
  const { janitor } = hired(world);
  const node = await world.startedNode();
  node.store.isCut = true;
  for (let count = 0; count < 2_500; count++) world.revoke('account', ann);
  await janitor.tidy();
  expect(world.authority.forgetRevocations(1)).toBe(0);
  node.store.isCut = false;
  await node.verifier.sync();
  await node.verifier.sync();
  await janitor.tidy();
  expect(world.authority.sync('verifier-1', '1.1', 0)?.revoked).toEqual([]);
});

test('The janitor goes on when the store fails, and stops when told.', async () => {
  const world = new World();
  const { janitor, machine, store } = hired(world);
  const node = await world.startedNode();
  node.store.isCut = true;
  store.isCut = true;
  janitor.start();
  await world.pass(2 * limit);
  store.isCut = false;
  await world.pass(3 * limit);
  expect(world.authority.rows.size).toBe(0);
  await janitor.stop();
  expect(machine.hasTimers).toBe(false);
});
