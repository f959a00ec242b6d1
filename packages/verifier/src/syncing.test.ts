import { leaseMs } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { settled } from './simulation/machine.ts';
import { remembering } from './simulation/remembering.ts';
import { World } from './simulation/world.ts';

describe('the rhythm', () => {
  test('is three syncs in each length of a lease', async () => {
    const { world, node } = await remembering();
    node.store.takeAsked('sync');
    await world.pass(10 * leaseMs);
    expect(node.store.takeAsked('sync')).toBeGreaterThanOrEqual(29);
    expect(node.verifier.isCurrent()).toBe(true);
  });

  test('has one sync at a time, and wake-ups that come meanwhile share the next', async () => {
    const { world, node } = await remembering();
    node.store.takeAsked('sync');
    node.store.holds = (act) => act === 'sync';
    for (let count = 0; count < 20; count++) world.bell.ring();
    expect(node.store.messages).toHaveLength(1);
    node.store.message('sync').execute();
    node.store.message('sync').deliver();
    await settled();
    expect(node.store.messages).toHaveLength(1);
    node.store.message('sync').execute();
    node.store.message('sync').deliver();
    await settled();
    expect(node.store.messages).toHaveLength(0);
  });

  test('goes on when a sync is never answered, and the late answer changes nothing', async () => {
    const { world, node, token, id } = await remembering();
    node.store.holds = (act) => act === 'sync';
    void node.verifier.sync();
    const late = node.store.message('sync');
    late.execute();
    await world.pass(leaseMs);
    node.store.holds = () => false;
    await world.pass(leaseMs);
    const epoch = world.revoke('credential', id);
    await node.verifier.sync();
    late.deliver();
    await settled();
    expect(await node.verify(token)).toEqual({ active: false, reason: 'revoked' });
    expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch);
  });

  test('is silent after the stop: no timer, no row, no memory, no lease', async () => {
    const { world, node, token } = await remembering();
    await node.verifier.stop();
    expect(node.machine.hasTimers).toBe(false);
    expect(world.authority.rows.size).toBe(0);
    expect(world.bell.listeners.size).toBe(0);
    expect(node.verifier.isCurrent()).toBe(false);
    expect(await node.verify(token)).toMatchObject({ active: true });
    expect(node.verifier.size).toBe(0);
  });

  test('leaves no row behind when the stop comes while it registers', async () => {
    const world = new World();
    const node = world.node();
    node.store.holds = (act) => act === 'register';
    void node.verifier.start();
    const stopped = node.verifier.stop();
    node.store.message('register').execute();
    node.store.message('register').deliver();
    await stopped;
    expect(world.authority.rows.size).toBe(0);
  });

  test('takes up again after a process was stopped for longer than a lease, and nothing old is trusted meanwhile', async () => {
    const { world, node, token, id } = await remembering();
    node.machine.stall(5 * leaseMs);
    world.revoke('credential', id);
    const verdict = node.verify(token);
    expect(verdict).toBeInstanceOf(Promise);
    expect(await verdict).toEqual({ active: false, reason: 'revoked' });
    await world.pass(1);
    expect(node.verifier.isCurrent()).toBe(true);
  });
});
