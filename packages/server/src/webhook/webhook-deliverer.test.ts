import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Received,
  startWebhookReceiver,
  verified,
  type WebhookReceiver,
} from '../test-helpers/webhook-receiver.ts';
import { openWebhookRoom, type WebhookRoom } from '../test-helpers/webhook-room.ts';

let room: WebhookRoom;
let receiver: WebhookReceiver;
beforeEach(async () => {
  [room, receiver] = [await openWebhookRoom(), await startWebhookReceiver()];
});
afterEach(() => Promise.all([room.close(), receiver.close()]));

const countOf = (id: string) => room.storage.outbox.count({ kind: 'webhook', target: id });
const nothing = { waiting: 0, laidAside: 0 };
const minute = 60_000;
const day = 24 * 60 * minute;

function only(): Received {
  const [first, second] = receiver.received;
  if (first === undefined || second !== undefined) throw new Error(`${receiver.received.length} came.`);
  return first;
}

test('A message arrives as it was put, with a signature that the library of the standard takes', async () => {
  const { id, secret } = await room.makeWebhook(receiver.port, '/hooks?from=rollcall');
  const payload = { type: 'session.ended', data: { sessionId: 'å"\\ ' } };
  await room.put(id, payload);
  await room.worker.nudge();
  expect(only().path).toBe('/hooks?from=rollcall');
  expect(only().headers['content-type']).toBe('application/json');
  expect(verified(secret, only())).toEqual(payload);
  expect(await countOf(id)).toEqual(nothing);
  expect(await room.storage.webhooks.find(id)).toMatchObject({ deliveredAt: room.now, failure: null });
});

test('What was changed on the way, or is signed with another secret, is not taken by the library', async () => {
  const { id, secret } = await room.makeWebhook(receiver.port);
  const { secret: another } = await room.makeWebhook(receiver.port);
  await room.put(id);
  await room.worker.nudge();
  expect(() => verified(another, only())).toThrow('No matching signature found');
  expect(() => verified(secret, { ...only(), body: `${only().body} ` })).toThrow('No matching signature found');
  const headers = { ...only().headers, 'webhook-id': 'msg_other' };
  expect(() => verified(secret, { ...only(), headers })).toThrow('No matching signature found');
});

test('While a secret is being changed both work, afterwards the new one only', async () => {
  const { id, secret } = await room.makeWebhook(receiver.port);
  const renewed = await room.rotate(id, room.now + 1);
  await room.put(id);
  await room.worker.nudge();
  room.now += 1;
  await room.put(id);
  await room.worker.nudge();
  const [during, after] = receiver.received as [Received, Received];
  for (const known of [secret, renewed]) expect(verified(known, during)).toBeTruthy();
  expect(verified(renewed, after)).toBeTruthy();
  expect(() => verified(secret, after)).toThrow('No matching signature found');
});

test('What the target does not take is tried again for three days under the same id, then laid aside, and can be revived', async () => {
  room.now -= 5 * day;
  const from = room.now;
  const { id, secret } = await room.makeWebhook(receiver.port);
  await room.put(id);
  receiver.answer(500);
  while ((await countOf(id)).waiting > 0) {
    await room.worker.nudge();
    room.now += minute;
  }
  const tries = receiver.received.length;
  expect(tries).toBe(11);
  expect(room.now - from).toBeGreaterThan(3 * day);
  expect(room.now - from).toBeLessThan(4 * day);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(11);
  expect(await countOf(id)).toEqual({ waiting: 0, laidAside: 1 });
  expect(await room.storage.webhooks.find(id)).toMatchObject({ failure: 'status_500', deliveredAt: null });
  expect(room.lines.at(-1)).toMatch(/^A message was given up: it was tried for three days\. .*"failure":"status_500"/);
  receiver.answer(204);
  room.now = Date.now();
  await room.storage.outbox.revive({ kind: 'webhook', target: id }, room.now);
  await room.worker.nudge();
  expect(receiver.received).toHaveLength(tries + 1);
  expect(verified(secret, receiver.received.at(-1) as Received)).toEqual({ type: 'webhook.test' });
  expect(await countOf(id)).toEqual(nothing);
});

test('Waits grow, and differ between messages that failed together', async () => {
  const { id } = await room.makeWebhook(receiver.port);
  for (let count = 0; count < 10; count += 1) await room.put(id);
  receiver.answer(503);
  await room.worker.nudge();
  room.now += minute;
  await room.worker.nudge();
  const waits = await room.storage.transaction(async ({ outbox }) => {
    const taken = await outbox.take({ kind: 'webhook', target: id }, room.now + day, 1, 10);
    return taken.map(({ attempts }) => attempts);
  });
  expect(waits).toEqual(Array.from({ length: 10 }, () => 3));
});

test('A target that is gone for good is never tried again', async () => {
  const { id } = await room.makeWebhook(receiver.port);
  await room.put(id);
  receiver.answer(410);
  await room.worker.nudge();
  expect(await room.storage.webhooks.find(id)).toMatchObject({ disabledAt: room.now, disabledReason: 'gone' });
  await room.put(id);
  receiver.answer(204);
  room.now += day;
  await room.worker.nudge();
  expect(receiver.received).toHaveLength(1);
  expect(await countOf(id)).toEqual({ waiting: 0, laidAside: 2 });
});

test('What belongs to a webhook that was removed is sent to nobody', async () => {
  const { id } = await room.makeWebhook(receiver.port);
  await room.put(id);
  await room.storage.webhooks.remove(id);
  await room.worker.nudge();
  expect(receiver.received).toHaveLength(0);
});

test('A target that keeps silent holds up nobody else', async () => {
  const silent = await startWebhookReceiver();
  silent.answer(() => {});
  const slow = await room.makeWebhook(silent.port);
  const quick = await room.makeWebhook(receiver.port);
  for (let count = 0; count < 30; count += 1) await room.put(slow.id);
  const all = room.worker.nudge();
  await expect.poll(() => silent.received.length).toBe(10);
  const from = Date.now();
  for (let count = 0; count < 15; count += 1) await room.put(quick.id);
  void room.worker.nudge();
  await expect.poll(() => receiver.received.length).toBe(15);
  expect(Date.now() - from).toBeLessThan(900);
  await all;
  await room.worker.nudge();
  // It is offered a few at a time, and rests where all of them failed.
  expect(silent.received).toHaveLength(10);
  await silent.close();
});

test('The log has neither the secret nor the address', async () => {
  const { id, secret } = await room.makeWebhook(receiver.port, '/hooks/token-in-the-path');
  for (const status of [204, 500, 410]) {
    receiver.answer(status);
    await room.put(id);
    await room.worker.nudge();
    room.now += day;
  }
  expect(room.lines.length).toBeGreaterThan(2);
  expect(room.lines.join()).not.toMatch(
    new RegExp(`${secret.slice(6, 20).replaceAll(/[+/]/g, '.')}|token-in-the-path|shop`),
  );
});
