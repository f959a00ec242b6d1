import { leaseMs } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { settled } from './simulation/machine.ts';
import { World } from './simulation/world.ts';

describe('without the store', () => {
  test('memory answers while the lease holds, and everything is refused within the length of a lease', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue();
    await node.verify(token);
    node.store.isCut = true;
    await world.pass(leaseMs - 1);
    expect(node.verify(token)).toMatchObject({ active: true });
    expect(node.verifier.isCurrent()).toBe(true);
    await world.pass(1);
    expect(await node.verify(token)).toEqual({ active: false, reason: 'unavailable' });
    expect(node.verifier.isCurrent()).toBe(false);
    expect(await node.verify(world.issue().token)).toEqual({ active: false, reason: 'unavailable' });
  });

  test('a question that is never answered is given up', async () => {
    const world = new World();
    const node = await world.startedNode();
    node.store.holds = () => true;
    const verdict = node.verify(world.issue().token);
    await world.pass(leaseMs);
    expect(await verdict).toEqual({ active: false, reason: 'unavailable' });
  });

  test('it is found again by itself', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue();
    await node.verify(token);
    node.store.isCut = true;
    await world.pass(10 * leaseMs);
    node.store.isCut = false;
    expect(await node.verify(token)).toMatchObject({ active: true });
    await world.pass(leaseMs);
    expect(node.verify(token)).toMatchObject({ active: true });
  });

  test('a verifier starts all the same, and registers when it can', async () => {
    const world = new World();
    const node = world.node();
    node.store.isCut = true;
    await node.verifier.start();
    expect(await node.verify(world.issue().token)).toEqual({ active: false, reason: 'unavailable' });
    node.store.isCut = false;
    await world.pass(leaseMs);
    await settled();
    expect(world.authority.rows.size).toBe(1);
    expect(node.verifier.isCurrent()).toBe(true);
  });
});
