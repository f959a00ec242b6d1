import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailRoom, openMailRoom, payload } from '../test-helpers/mail-room.ts';
import { mailLeaseMs } from './mail-deliverer.ts';

const mailLane = { kind: 'mail', target: '' } as const;
let room: MailRoom;
beforeEach(async () => {
  room = await openMailRoom();
});
afterEach(() => room.close());

test('What is posted is sent once, and then gone from the outbox', async () => {
  await room.put();
  await room.worker.nudge();
  await room.worker.nudge();
  expect(room.server.mails.map(({ subject }) => subject)).toEqual(['Ditt lösenord har ändrats']);
  expect(await room.waiting()).toBe(0);
});

test('In the outbox nothing can be read', async () => {
  await room.put({ ...payload, message: { ...payload.message, url: 'https://id.example.org/#rcl_secret' } });
  const [message] = await room.storage.outbox.take(mailLane, room.now, 1, 1);
  expect(Buffer.from(message?.sealedPayload ?? []).toString('latin1')).not.toMatch(/secret|asa|example/);
});

test('What is rolled back is not sent', async () => {
  const rolledBack = room.storage.transaction(async ({ outbox }) => {
    await room.post(outbox, 'mail', payload);
    throw new Error('Changed my mind.');
  });
  await expect(rolledBack).rejects.toThrow('Changed my mind.');
  await room.worker.nudge();
  expect(room.server.offers).toBe(0);
});

test('Many are sent in one go', async () => {
  await Promise.all(Array.from({ length: 25 }, () => room.put()));
  await room.worker.nudge();
  expect(room.server.mails).toHaveLength(25);
});

test('Two workers at once send each mail once', async () => {
  await Promise.all(Array.from({ length: 25 }, () => room.put()));
  await Promise.all([room.worker.nudge(), room.anotherWorker().nudge()]);
  expect(room.server.mails).toHaveLength(25);
});

test('What a crash left between taking and sending is sent when the lease is over, once', async () => {
  await room.put();
  expect(await room.storage.outbox.take(mailLane, room.now, mailLeaseMs, 10)).toHaveLength(1);
  await room.restart();
  room.now += mailLeaseMs - 1;
  await room.worker.nudge();
  expect(room.server.offers).toBe(0);
  room.now += 1;
  await room.worker.nudge();
  await room.worker.nudge();
  expect(room.server.mails).toHaveLength(1);
});

test('A crash after sending, before noting it, sends again under the same id, so that it is shown once', async () => {
  await room.put();
  const [message] = await room.storage.outbox.take(mailLane, room.now, mailLeaseMs, 10);
  await room.mailer.send(message?.id ?? '', payload);
  await room.restart();
  room.now += mailLeaseMs;
  await room.worker.nudge();
  const ids = room.server.mails.map(({ messageId }) => messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('A post while others are being sent is sent too', async () => {
  await room.put();
  let posted = false;
  room.server.beforeTaking(async () => {
    if (posted) return;
    posted = true;
    await room.put();
    void room.worker.nudge();
  });
  await room.worker.nudge();
  expect(room.server.mails).toHaveLength(2);
});

test('Stopping waits for what is being sent', async () => {
  await room.put();
  const offered = new Promise<void>((resolve) => room.server.beforeTaking(async () => resolve()));
  const sending = room.worker.nudge();
  await offered;
  await room.worker.stop();
  expect(room.server.mails).toHaveLength(1);
  expect(await room.waiting()).toBe(0);
  await sending;
});
