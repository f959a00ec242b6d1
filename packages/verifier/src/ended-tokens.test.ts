import { describe, expect, test } from 'vitest';
import { Memory } from './memory/memory.ts';
import { credentialOf, keyOf, noon } from './simulation/credentials.ts';
import { ann, home, idOf } from './simulation/ids.ts';
import { remembering } from './simulation/remembering.ts';
import { World } from './simulation/world.ts';

const minute = 60_000;
const revoked = { active: false, reason: 'revoked' };

describe('a token whose credential was ended', () => {
  test.each(['credential', 'account', 'organization'] as const)(
    'is asked for once and then refused with the same reason, without the store: the end of the %s',
    async (kind) => {
      const { world, node, token, id } = await remembering();
      world.revoke(kind, { credential: id, account: ann, organization: home }[kind]);
      await node.verifier.sync();
      node.store.takeAsked('lookUpAll');
      expect(await node.verify(token)).toEqual(revoked);
      expect(node.store.takeAsked('lookUpAll')).toBe(1);
      for (let count = 0; count < 1_000; count++) expect(node.verify(token)).toEqual(revoked);
      expect(node.store.takeAsked('lookUpAll')).toBe(0);
    },
  );

  test('is refused so without a lease and without the store too', async () => {
    const { world, node, token, id } = await remembering();
    world.revoke('credential', id);
    await node.verifier.sync();
    await node.verify(token);
    node.store.isCut = true;
    await world.pass(10 * minute);
    expect(node.verify(token)).toEqual(revoked);
  });

  test('is asked for again when the store turns out to be another: somebody restored a backup', async () => {
    const { world, node, token, id } = await remembering();
    world.revoke('credential', id);
    await node.verifier.sync();
    await node.verify(token);
    world.authority.epoch -= 3;
    world.authority.change(id, { revokedAt: null });
    await node.verifier.sync();
    expect(await node.verify(token)).toMatchObject({ active: true });
  });

  test('says nothing of the next token of that account', async () => {
    const { world, node, token } = await remembering();
    world.revoke('account', ann);
    await node.verifier.sync();
    expect(await node.verify(token)).toEqual(revoked);
    expect(await node.verify(world.issue().token)).toMatchObject({ active: true });
  });
});

describe('a token that may be good again', () => {
  const later = 10 * minute;
  test.each([
    { born: { heldUntil: later }, change: { heldUntil: null }, reason: 'held' },
    { born: { issuedAt: -2 * minute, absoluteLimitMs: minute }, change: { absoluteLimitMs: later }, reason: 'expired' },
    { born: { lastUsedAt: -2 * minute, idleLimitMs: minute }, change: { lastUsedAt: 0 }, reason: 'idle' },
  ])('is asked for each time: $reason', async ({ born, change, reason }) => {
    const world = new World();
    const node = await world.startedNode();
    const fromNow = (times: Record<string, number | null>) =>
      Object.fromEntries(
        Object.entries(times).map(([name, at]) => [
          name,
          at === null || name.endsWith('LimitMs') ? at : node.machine.now() + at,
        ]),
      );
    const { token, credential } = world.issue(fromNow(born));
    expect(await node.verify(token)).toEqual({ active: false, reason });
    world.authority.change(credential.id, fromNow(change));
    expect(await node.verify(token)).toMatchObject({ active: true });
  });

  test('is asked for each time: unknown', async () => {
    const world = new World();
    const node = await world.startedNode();
    const { token } = new World().issue({ accountId: idOf('eve') });
    node.store.takeAsked('lookUpAll');
    for (let count = 0; count < 3; count++) expect(await node.verify(token)).toMatchObject({ reason: 'unknown' });
    expect(node.store.takeAsked('lookUpAll')).toBe(3);
  });
});

test('However many are ended, no good token is taken for one of them, and room is taken once only.', () => {
  const memory = new Memory(10);
  for (let number = 0; number < 300_000; number++) memory.noteEnded(keyOf(`ended ${number}`));
  expect(memory.hasEnded(keyOf('ended 299999'))).toBe(true);
  let remembered = 0;
  for (let number = 0; number < 300_000; number++) remembered += memory.hasEnded(keyOf(`ended ${number}`)) ? 1 : 0;
  expect(remembered).toBeGreaterThan(60_000);
  expect(remembered).toBeLessThanOrEqual(65_536);
  for (let number = 0; number < 300_000; number++) {
    if (memory.hasEnded(keyOf(`good ${number}`))) throw new Error(`Token ${number} was taken for one that ended.`);
  }
  memory.fill(keyOf('good'), credentialOf(idOf('good')), noon, null);
  memory.clear();
  expect(memory.hasEnded(keyOf('ended 299999'))).toBe(false);
});
