import { hashToken } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { ann, idOf } from './simulation/ids.ts';
import { World } from './simulation/world.ts';

const minute = 60_000;

describe('a good token', () => {
  test('is looked up once and then answered at once, without the store', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token, credential } = world.issue();
    const first = node.verify(token);
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toMatchObject({ active: true, credential: { id: credential.id, accountId: ann } });
    node.store.takeAsked('lookUpAll');

    expect(node.verify(token)).toMatchObject({ active: true, credential: { id: credential.id } });
    expect(node.store.takeAsked('lookUpAll')).toBe(0);
  });

  test('is asked for once when many requests bring it at the same moment', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => node.verify(token)));
    expect(verdicts.every((verdict) => verdict.active)).toBe(true);
    expect(node.store.takeAsked('lookUpAll')).toBe(1);
  });

  test('is answered without what only the rules need to know', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue();
    const verdict = await node.verify(token);
    expect(verdict.active && Object.keys(verdict.credential).sort()).toEqual([
      'absoluteLimitMs',
      'accountId',
      'assurance',
      'authenticatedAt',
      'deviceId',
      'id',
      'idleLimitMs',
      'issuedAt',
      'kind',
      'organizationId',
      'ownEndAt',
    ]);
  });
});

describe('a secret that is no token', () => {
  test('is judged by what the store keeps of it, and after that out of memory', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token, credential } = world.issue();
    const presented = { now: node.machine.now(), address: null };
    const ask = () => node.verifier.verifyHashed(hashToken(token), 'session', presented);
    expect(await ask()).toMatchObject({ active: true, credential: { id: credential.id } });
    node.store.takeAsked('lookUpAll');
    expect(ask()).toMatchObject({ active: true });
    expect(node.store.takeAsked('lookUpAll')).toBe(0);
    expect(await node.verifier.verifyHashed(hashToken(`${token} `), 'session', presented)).toMatchObject({
      reason: 'unknown',
    });
  });
});

describe('a token that is not good', () => {
  test.each(['', 'x', 'rcs_tooshort', `rcs_${'a'.repeat(36)}`, `rcs_${'ü'.repeat(36)}`, 'a'.repeat(100_000)])(
    'never reaches the store when its text is wrong: %.20s',
    async (text) => {
      const world = new World();
      const node = await world.startedNode();
      node.store.takeAsked('lookUpAll');
      expect(node.verify(text)).toEqual({ active: false, reason: 'malformed' });
      expect(node.store.takeAsked('lookUpAll')).toBe(0);
    },
  );

  test('is refused with the reason that the store shows', async () => {
    const world = new World();
    const node = await world.startedNode();
    const now = node.machine.now();
    const refusals = [
      { born: { revokedAt: now - 1 }, reason: 'revoked' },
      { born: { outlived: true }, reason: 'revoked' },
      { born: { heldUntil: now + minute }, reason: 'held' },
      { born: { issuedAt: now - 2 * minute, absoluteLimitMs: minute }, reason: 'expired' },
      { born: { lastUsedAt: now - 2 * minute, idleLimitMs: minute }, reason: 'idle' },
    ];
    for (const { born, reason } of refusals) {
      expect(await node.verify(world.issue(born).token)).toEqual({ active: false, reason });
    }
    const elsewhere = new World().issue({ accountId: idOf('eve') }).token;
    expect(await node.verify(elsewhere)).toEqual({ active: false, reason: 'unknown' });
    expect(node.verifier.size).toBe(0);
  });

  test('is asked for again each time: a refusal is not remembered', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token, credential } = world.issue({ heldUntil: node.machine.now() + minute });
    expect(await node.verify(token)).toMatchObject({ reason: 'held' });
    world.authority.change(credential.id, { heldUntil: null });
    expect(await node.verify(token)).toMatchObject({ active: true });
  });
});

describe('time', () => {
  test('ends a remembered credential at its absolute limit, however busy it is', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue({ absoluteLimitMs: 10_000 });
    await node.verify(token);
    for (let second = 1; second < 10; second++) {
      await world.pass(1_000);
      expect(await node.verify(token)).toMatchObject({ active: true });
    }
    await world.pass(1_000);
    expect(await node.verify(token)).toEqual({ active: false, reason: 'expired' });
  });

  test('ends a remembered credential that was not used, and use keeps it', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue({ idleLimitMs: minute });
    await node.verify(token);
    await world.pass(minute - 1);
    expect(node.verify(token)).toMatchObject({ active: true });
    await world.pass(minute - 1);
    expect(node.verify(token)).toMatchObject({ active: true });
    await world.pass(minute);
    expect(await node.verify(token)).toEqual({ active: false, reason: 'idle' });
  });

  test('does not end as idle what another node has seen used', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token, credential } = world.issue({ idleLimitMs: minute });
    await node.verify(token);
    await world.pass(minute);
    world.authority.change(credential.id, { lastUsedAt: node.machine.now() - 5 });
    expect(await node.verify(token)).toMatchObject({ active: true });
  });
});

describe('last uses', () => {
  test('are told once each, with the latest time and address', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token, credential } = world.issue();
    await node.verify(token, '203.0.113.1');
    await world.pass(10);
    node.verify(token, '2001:db8::1');
    const expected = { id: credential.id, at: node.machine.now(), address: '2001:db8::1' };
    expect([...node.verifier.takeUses()]).toEqual([expected]);
    expect([...node.verifier.takeUses()]).toEqual([]);
    node.verify(token);
    expect([...node.verifier.takeUses()]).toHaveLength(1);
  });

  test('survive that memory is cleared', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = world.issue();
    await node.verify(token);
    await node.verifier.stop();
    expect(node.verifier.size).toBe(0);
    expect([...node.verifier.takeUses()]).toHaveLength(1);
  });

  test('are told for a credential that memory may not keep', async () => {
    const world = new World();
    const node = world.node();
    const { token } = world.issue();
    expect(await node.verify(token)).toMatchObject({ active: true });
    expect(node.verifier.size).toBe(0);
    expect([...node.verifier.takeUses()]).toHaveLength(1);
  });

  test('are not told of what was only looked at, in memory and in the store, until somebody says that it was a use', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token, credential } = world.issue({ idleLimitMs: minute });
    const look = () =>
      node.verifier.verify(token, 'session', { now: node.machine.now(), address: null, counting: 'not_as_use' });
    for (let time = 0; time < 2; time += 1) expect(await look()).toMatchObject({ active: true });
    expect(node.verifier.size).toBe(1);
    expect([...node.verifier.takeUses()]).toEqual([]);
    await world.pass(minute - 1);
    const use = { id: credential.id, at: node.machine.now(), address: '203.0.113.1' };
    node.verifier.noteUse(use);
    expect([...node.verifier.takeUses()]).toEqual([use]);
    await world.pass(minute - 1);
    expect(look()).toMatchObject({ active: true });
    await world.pass(1);
    expect(await look()).toEqual({ active: false, reason: 'idle' });
  });
});
