import { driftMarginMs, leaseMs, type Receipt } from '@rollcall/core';
import { expect, test } from 'vitest';
import { createJanitor } from './janitor.ts';
import { ann, ben } from './simulation/ids.ts';
import { settled } from './simulation/machine.ts';
import { World } from './simulation/world.ts';

const limit = leaseMs + driftMarginMs;

/** Lets time pass until it is answered, millisecond by millisecond. */
async function answered(world: World, receipt: Promise<Receipt>): Promise<Receipt> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  receipt.then(over, over);
  for (let waited = 0; !isOver && waited < 2 * limit; waited++) await world.pass(1);
  return receipt;
}

test('A revocation without any verifier is confirmed at once.', async () => {
  const world = new World();
  const { confirmation } = world.revoker();
  const epoch = world.revoke('account', ann);
  expect(await confirmation.confirmed(epoch)).toEqual({ epoch, confirmed: 0, waitedOut: [], milliseconds: 0 });
});

test('A revocation is confirmed within milliseconds when every verifier hears the wake-up.', async () => {
  const world = new World();
  const nodes = [await world.startedNode(), await world.startedNode(), await world.startedNode()];
  const { token } = world.issue();
  for (const node of nodes) await node.verify(token);
  const { confirmation } = world.revoker();
  const receipt = await answered(world, confirmation.confirmed(world.revoke('account', ann)));
  expect(receipt).toMatchObject({ confirmed: 3, waitedOut: [] });
  expect(receipt.milliseconds).toBeLessThan(5);
  for (const node of nodes) expect(await node.verify(token)).toMatchObject({ active: false });
});

test('Without wake-ups it takes until the next renewal.', async () => {
  const world = new World();
  world.bell.isOn = false;
  await world.startedNode();
  const { confirmation } = world.revoker();
  const receipt = await answered(world, confirmation.confirmed(world.revoke('account', ann)));
  expect(receipt).toMatchObject({ confirmed: 1, waitedOut: [] });
  expect(receipt.milliseconds).toBeLessThan(leaseMs / 3 + 60);
});

test('A verifier that is cut off is waited out, named, and no longer answers from memory.', async () => {
  const world = new World();
  const node = await world.startedNode();
  await world.startedNode();
  const { token } = world.issue();
  await node.verify(token);
  node.store.isCut = true;
  const { confirmation } = world.revoker();
  const receipt = await answered(world, confirmation.confirmed(world.revoke('account', ann)));
  expect(receipt).toMatchObject({ confirmed: 1, waitedOut: ['node 1'] });
  expect(receipt.milliseconds).toBeGreaterThanOrEqual(limit);
  expect(await node.verify(token)).toEqual({ active: false, reason: 'unavailable' });
});

test('Revocations that are committed together are confirmed together, each by what it asked for.', async () => {
  const world = new World();
  const node = await world.startedNode();
  await world.startedNode();
  const { confirmation } = world.revoker();
  const first = world.revoke('account', ann);
  await node.verifier.sync();
  await settled();
  node.store.isCut = true;
  const second = world.revoke('account', ben);
  const [of, and] = [confirmation.confirmed(first), confirmation.confirmed(second)];
  expect(await answered(world, and)).toMatchObject({ epoch: second, confirmed: 1, waitedOut: ['node 1'] });
  expect(await of).toMatchObject({ epoch: first, confirmed: 2, waitedOut: [] });
});

test('A verifier that died is waited out until the janitor has removed it: then revocations are quick again.', async () => {
  const world = new World();
  const node = await world.startedNode();
  node.store.isCut = true;
  const { confirmation, machine, store } = world.revoker();
  const janitor = createJanitor({ store, timers: machine, monotonic: () => machine.monotonic() });
  janitor.start();
  await answered(world, confirmation.confirmed(world.revoke('account', ann)));
  await world.pass(2 * limit);
  const receipt = await answered(world, confirmation.confirmed(world.revoke('account', ben)));
  expect(receipt).toMatchObject({ confirmed: 0, waitedOut: [] });
  expect(receipt.milliseconds).toBeLessThan(5);
  await janitor.stop();
});

test('A verifier that registers while a revocation waits is not waited for.', async () => {
  const world = new World();
  const silent = await world.startedNode();
  silent.store.isCut = true;
  const { confirmation } = world.revoker();
  const receipt = confirmation.confirmed(world.revoke('account', ann));
  await settled();
  const late = world.node();
  late.store.holds = (act) => act === 'sync';
  await late.verifier.start();
  expect(await answered(world, receipt)).toMatchObject({ confirmed: 0, waitedOut: ['node 1'] });
});

test('A verifier that stops while a revocation waits is not waited for any longer.', async () => {
  const world = new World();
  const node = await world.startedNode();
  node.store.holds = (act) => act === 'sync';
  const { confirmation } = world.revoker();
  const receipt = confirmation.confirmed(world.revoke('account', ann));
  await settled();
  const stopped = node.verifier.stop();
  node.store.message('sync').lose();
  await stopped;
  expect((await answered(world, receipt)).milliseconds).toBeLessThan(60);
});

test('The verifiers are read after the commit: one that registered just before it is waited for.', async () => {
  const world = new World();
  const node = world.node();
  node.store.holds = (act) => act === 'sync';
  await node.verifier.start();
  const { confirmation } = world.revoker();
  const receipt = await answered(world, confirmation.confirmed(world.revoke('account', ann)));
  expect(receipt).toMatchObject({ waitedOut: ['node 1'] });
});

test('A revoker whose wall clock jumps waits just as long.', async () => {
  const world = new World();
  const node = await world.startedNode();
  node.store.isCut = true;
  const { confirmation, machine } = world.revoker();
  const receipt = confirmation.confirmed(world.revoke('account', ann));
  await world.pass(100);
  machine.setWallClock(3_600_000);
  expect((await answered(world, receipt)).milliseconds).toBeGreaterThanOrEqual(limit);
});

test('A store that fails now and then while a revocation waits does not make it fail.', async () => {
  const world = new World();
  await world.startedNode();
  world.bell.isOn = false;
  const { confirmation, store } = world.revoker();
  store.isCut = true;
  const receipt = confirmation.confirmed(world.revoke('account', ann));
  await world.pass(10);
  store.isCut = false;
  expect(await answered(world, receipt)).toMatchObject({ confirmed: 1, waitedOut: [] });
});

test('A store that stays away makes it fail, after the time in which every lease has ended.', async () => {
  const world = new World();
  const { confirmation, store } = world.revoker();
  store.isCut = true;
  await expect(answered(world, confirmation.confirmed(world.authority.epoch))).rejects.toThrow('out of reach');
});
