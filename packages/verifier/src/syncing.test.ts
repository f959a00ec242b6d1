import { leaseMs } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { settled } from './simulation/machine.ts';
import { type Node, World } from './simulation/world.ts';

async function remembering(): Promise<{ world: World; node: Node; token: string; id: string }> {
  const world = new World();
  const node = await world.startedNode();
  const { token, credential } = world.issue();
  await node.verify(token);
  node.evicted.length = 0;
  return { world, node, token, id: credential.id };
}

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
    const epoch = world.revoke('account', 'ann');
    register.deliver();
    await started;
    await settled();
    // It did not learn of the revocation by registering, and so it had not acknowledged it; now it has learned and does.
    expect(node.evicted).toEqual(['all', [{ kind: 'account', id: 'ann' }]]);
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

describe('a revocation', () => {
  test.each(['credential', 'account', 'organization'] as const)(
    'of the %s empties memory of it before it is acknowledged',
    async (kind) => {
      const { world, node, token, id } = await remembering();
      const subject = { kind, id: { credential: id, account: 'ann', organization: 'home' }[kind] };
      const epoch = world.authority.revoke(subject).epoch;
      node.store.holds = (act) => act === 'sync';
      const synced = node.verifier.sync();
      node.store.message('sync').execute();
      expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch - 1);
      node.store.message('sync').deliver();
      await synced;
      expect(node.evicted).toEqual([[subject]]);
      expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch - 1);
      expect(await node.verify(token)).toEqual({ active: false, reason: 'revoked' });

      // The acknowledgement follows at once, without a wake-up or a timer.
      node.store.message('sync').execute();
      expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch);
    },
  );

  test('of an account spares what is born afterwards', async () => {
    const { world, node, token } = await remembering();
    world.revoke('account', 'ann');
    await node.verifier.sync();
    const next = world.issue();
    expect(await node.verify(next.token)).toMatchObject({ active: true });
    expect(node.verify(next.token)).toMatchObject({ active: true });
    expect(await node.verify(token)).toMatchObject({ active: false });
  });

  test('is not acknowledged, and the lease not renewed, where what is open under it cannot be closed', async () => {
    const world = new World();
    let isBroken = false;
    const node = await world.startedNode({
      onEvicted: () => {
        if (isBroken) throw new Error('A bug.');
      },
    });
    isBroken = true;
    const epoch = world.revoke('account', 'ann');
    await world.pass(leaseMs);
    expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch - 1);
    expect(node.verifier.isCurrent()).toBe(false);
    isBroken = false;
    await world.pass(leaseMs);
    expect(world.authority.rows.get('verifier-1')?.ackedEpoch).toBe(epoch);
  });

  test('is not undone by a look-up that began before it and ends after it', async () => {
    const { world, node } = await remembering();
    const { token, credential } = world.issue();
    node.store.holds = (act) => act === 'lookUp';
    const slow = node.verify(token);
    node.store.message('lookUp').execute();
    world.revoke('credential', credential.id);
    await node.verifier.sync();
    node.store.message('lookUp').deliver();
    // It started before the revocation: it may go either way, but nothing may be kept of it.
    await slow;
    node.store.holds = () => false;
    expect(await node.verify(token)).toEqual({ active: false, reason: 'revoked' });
  });

  test('is not missed by a request that shares the question of an earlier one', async () => {
    const { world, node } = await remembering();
    const { token, credential } = world.issue();
    node.store.holds = (act) => act === 'lookUp';
    void node.verify(token);
    node.store.message('lookUp').execute();
    world.revoke('credential', credential.id);
    await node.verifier.sync();
    const later = node.verify(token);
    node.store.message('lookUp').deliver();
    await settled();
    node.store.message('lookUp').execute();
    node.store.message('lookUp').deliver();
    expect(await later).toEqual({ active: false, reason: 'revoked' });
  });

  test('is not missed either while the lease is over and nothing can be applied', async () => {
    const { world, node, token, id } = await remembering();
    node.store.holds = (act) => act !== 'wake';
    await world.pass(leaseMs);
    void node.verify(token);
    node.store.message('lookUp').execute();
    world.revoke('credential', id);
    const later = node.verify(token);
    node.store.message('lookUp').deliver();
    await settled();
    node.store.message('lookUp').execute();
    node.store.message('lookUp').deliver();
    expect(await later).toEqual({ active: false, reason: 'revoked' });
  });
});

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
