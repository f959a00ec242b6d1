import { leaseMs } from '@rollcall/core';
import { describe, expect, test } from 'vitest';
import { settled } from './simulation/machine.ts';
import { type Node, World } from './simulation/world.ts';
import type { Verdict } from './verdict.ts';

const underWay = 2;

/** A node whose queries a test answers, one by one, and tokens that it does not know. */
async function asking(count: number): Promise<{ world: World; node: Node; tokens: string[] }> {
  const world = new World();
  const node = await world.startedNode();
  const tokens = Array.from({ length: count }, () => world.issue().token);
  node.store.takeAsked('lookUpAll');
  node.store.holds = (act) => act === 'lookUpAll';
  return { world, node, tokens };
}

async function answerNext(node: Node): Promise<void> {
  node.store.message('lookUpAll').execute();
  node.store.message('lookUpAll').deliver();
  await settled();
}

const verifyAll = (node: Node, tokens: readonly string[]): Promise<Verdict[]> =>
  Promise.all(tokens.map((token) => node.verify(token)));

describe('tokens that memory does not know', () => {
  test('are asked for at once while the store has little to do, and all others together', async () => {
    const { node, tokens } = await asking(100);
    const verdicts = verifyAll(node, tokens);
    expect(node.store.messages).toHaveLength(underWay);
    await answerNext(node);
    expect(node.store.messages).toHaveLength(underWay);
    await answerNext(node);
    await answerNext(node);
    expect((await verdicts).every(({ active }) => active)).toBe(true);
    expect(node.store.takeAsked('lookUpAll')).toBe(underWay + 1);
  });

  test('go in one query where they come in one turn', async () => {
    const { node, tokens } = await asking(100);
    node.machine.hasLongTurns = true;
    const verdicts = verifyAll(node, tokens);
    expect(node.store.messages).toHaveLength(0);
    await settled();
    expect(node.store.messages).toHaveLength(1);
    await answerNext(node);
    expect((await verdicts).every(({ active }) => active)).toBe(true);
  });

  test('are never more than 256 in one query', async () => {
    const { node, tokens } = await asking(underWay + 256 + 1);
    const verdicts = verifyAll(node, tokens);
    for (let query = 0; query < underWay + 2; query++) await answerNext(node);
    expect((await verdicts).every(({ active }) => active)).toBe(true);
  });

  test('each get their own answer', async () => {
    const { world, node, tokens } = await asking(20);
    const ended = world.issue();
    world.revoke('credential', ended.credential.id);
    const elsewhere = new World().issue({ accountId: ended.credential.id }).token;
    node.store.holds = () => false;
    const verdicts = await verifyAll(node, [...tokens, ended.token, elsewhere]);
    expect(verdicts.slice(20)).toEqual([
      { active: false, reason: 'revoked' },
      { active: false, reason: 'unknown' },
    ]);
    const ids = verdicts.slice(0, 20).map((verdict) => verdict.active && verdict.credential.id);
    expect(new Set(ids).size).toBe(20);
  });

  test('share a query that has not left yet, whatever was revoked before it leaves', async () => {
    const { world, node, tokens } = await asking(underWay);
    void verifyAll(node, tokens);
    const { token, credential } = world.issue();
    const early = node.verify(token);
    world.revoke('credential', credential.id);
    const late = node.verify(token);
    await answerNext(node);
    await answerNext(node);
    await answerNext(node);
    expect(await early).toEqual({ active: false, reason: 'revoked' });
    expect(await late).toEqual({ active: false, reason: 'revoked' });
    expect(node.store.takeAsked('lookUpAll')).toBe(underWay + 1);
  });

  test('are refused together when their query fails, and the next is asked all the same', async () => {
    const { node, tokens } = await asking(underWay + 5);
    const verdicts = verifyAll(node, tokens);
    for (let lost = 0; lost < underWay; lost++) node.store.message('lookUpAll').lose();
    await settled();
    await answerNext(node);
    const reasons = (await verdicts).map((verdict) => (verdict.active ? 'active' : verdict.reason));
    expect(reasons).toEqual([...Array(underWay).fill('unavailable'), ...Array(5).fill('active')]);
  });

  test('wait for one lease at most when the store is silent, also those that were not sent', async () => {
    const { world, node, tokens } = await asking(underWay + 5);
    const verdicts = verifyAll(node, tokens);
    await world.pass(leaseMs);
    expect(new Set(await verdicts)).toEqual(new Set([{ active: false, reason: 'unavailable' }]));
  });

  test('that were given up before they were sent are not sent any more', async () => {
    const { world, node, tokens } = await asking(underWay + 5);
    const given = verifyAll(node, tokens.slice(0, -1));
    await world.pass(leaseMs - 1);
    const late = node.verify(tokens.at(-1) ?? '');
    node.store.takeAsked('lookUpAll');
    node.store.holds = () => false;
    await world.pass(1);
    await given;
    expect(await late).toMatchObject({ active: true });
    expect(node.store.takeAsked('lookUpAll')).toBe(1);
    expect(await node.verify(tokens[0] ?? '')).toMatchObject({ active: true });
  });

  test('are refused at once where too many wait, and asked for again when they have gone', async () => {
    const { world, node } = await asking(0);
    const strange = (number: number) => {
      const key = Buffer.alloc(32);
      key.writeUInt32BE(number + 1);
      return node.verifier.verifyHashed(key, 'session', { now: node.machine.now(), address: null });
    };
    const waiting = Array.from({ length: underWay + 10_000 }, (_, number) => strange(number));
    const { token } = world.issue();
    expect(await node.verify(token)).toEqual({ active: false, reason: 'unavailable' });
    node.store.holds = () => false;
    for (let query = 0; query < underWay; query++) await answerNext(node);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([{ active: false, reason: 'unknown' }]));
    expect(await node.verify(token)).toMatchObject({ active: true });
  });
});
