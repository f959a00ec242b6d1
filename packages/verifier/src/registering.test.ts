import { leaseMs } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { ann } from './simulation/ids.ts';
import { settled } from './simulation/machine.ts';
import { remembering } from './simulation/remembering.ts';
import { World } from './simulation/world.ts';

describe('registering', () => {
  test('comes before the epoch is read: a revocation in between waits for this verifier or is in its epoch', async () => {
    const world = new World();
    const node = world.node();
    node.store.holds = (act) => act === 'register';
    const started = node.verifier.start();
    const register = node.store.message('register');
    expect(world.authority.rows.size).toBe(0);
    register.execute();
    expect([...world.authority.rows.values()]).toMatchObject([{ id: 'verifier-1', ackedEpoch: 0 }]);
    const epoch = world.revoke('account', ann);
    register.deliver();
    await started;
    await settled();
    // It did not learn of the revocation by registering, and so it had not acknowledged it; now it has learned and does.
    expect(node.evicted).toEqual(['all', [{ kind: 'account', id: ann }]]);
    expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch);
  });

  test('is followed by an acknowledgement at once', async () => {
    const world = new World();
    await world.startedNode();
    expect([...world.authority.rows.values()]).toMatchObject([{ ackedEpoch: world.authority.epoch }]);
  });

  test('happens anew, with nothing remembered or left open, when the store has forgotten the verifier', async () => {
    const { world, node, token } = await remembering();
    world.authority.rows.clear();
    await node.verifier.sync();
    expect(node.evicted).toEqual(['all']);
    expect(node.verifier.size).toBe(0);
    expect([...world.authority.rows.values()]).toMatchObject([{ id: 'verifier-1', incarnation: '1.2' }]);
    expect(await node.verify(token)).toMatchObject({ active: true });
    expect(node.verifier.size).toBe(1);
  });

  test('that fails leaves no lease and no memory, and is tried again', async () => {
    const { world, node } = await remembering();
    world.authority.rows.clear();
    node.store.holds = (act) => act === 'register';
    const synced = node.verifier.sync();
    await settled();
    node.store.message('register').lose();
    await synced;
    expect(node.verifier.isCurrent()).toBe(false);
    expect(node.verifier.size).toBe(0);
    node.store.holds = () => false;
    await world.pass(leaseMs);
    expect(node.verifier.isCurrent()).toBe(true);
  });

  test('happens anew when the store goes back in time: somebody restored a backup', async () => {
    const { world, node } = await remembering();
    world.authority.epoch -= 3;
    await node.verifier.sync();
    expect(node.evicted).toEqual(['all']);
    expect(node.verifier.size).toBe(0);
  });
});
