import { leaseMs } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { ann, home } from './simulation/ids.ts';
import { settled } from './simulation/machine.ts';
import { remembering } from './simulation/remembering.ts';
import { World } from './simulation/world.ts';

describe('a revocation', () => {
  test.each(['credential', 'account', 'organization'] as const)(
    'of the %s empties memory of it before it is acknowledged',
    async (kind) => {
      const { world, node, token, id } = await remembering();
      const subject = { kind, id: { credential: id, account: ann, organization: home }[kind] };
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
    world.revoke('account', ann);
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
    const epoch = world.revoke('account', ann);
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
    node.store.holds = (act) => act === 'lookUpAll';
    const slow = node.verify(token);
    node.store.message('lookUpAll').execute();
    world.revoke('credential', credential.id);
    await node.verifier.sync();
    node.store.message('lookUpAll').deliver();
    // It started before the revocation: it may go either way, but nothing may be kept of it.
    await slow;
    node.store.holds = () => false;
    expect(await node.verify(token)).toEqual({ active: false, reason: 'revoked' });
  });

  test('is not missed by a request that shares the question of an earlier one', async () => {
    const { world, node } = await remembering();
    const { token, credential } = world.issue();
    node.store.holds = (act) => act === 'lookUpAll';
    void node.verify(token);
    node.store.message('lookUpAll').execute();
    world.revoke('credential', credential.id);
    await node.verifier.sync();
    const later = node.verify(token);
    node.store.message('lookUpAll').deliver();
    await settled();
    node.store.message('lookUpAll').execute();
    node.store.message('lookUpAll').deliver();
    expect(await later).toEqual({ active: false, reason: 'revoked' });
  });

  test('is not missed either while the lease is over and nothing can be applied', async () => {
    const { world, node, token, id } = await remembering();
    node.store.holds = (act) => act !== 'wake';
    await world.pass(leaseMs);
    void node.verify(token);
    node.store.message('lookUpAll').execute();
    world.revoke('credential', id);
    const later = node.verify(token);
    node.store.message('lookUpAll').deliver();
    await settled();
    node.store.message('lookUpAll').execute();
    node.store.message('lookUpAll').deliver();
    expect(await later).toEqual({ active: false, reason: 'revoked' });
  });
});
