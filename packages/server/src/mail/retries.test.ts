import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailRoom, openMailRoom, payload } from '../test-helpers/mail-room.ts';
import { mailPatienceMs, retryAfter } from './mail-deliverer.ts';
import { createMailer } from './mailer.ts';

let room: MailRoom;
beforeEach(async () => {
  room = await openMailRoom();
});
afterEach(() => room.close());

test('A mail that the server puts off is tried again, later each time, and arrives', async () => {
  await room.put();
  room.server.answer({ code: 451, text: 'Try again later, asa@example.org' });
  for (const wait of [30_000, 60_000, 120_000]) {
    await room.worker.nudge();
    const before = room.server.offers;
    room.now += wait - 1;
    await room.worker.nudge();
    expect(room.server.offers).toBe(before);
    room.now += 1;
  }
  room.server.answer(null);
  await room.worker.nudge();
  expect(room.server.offers).toBe(4);
  expect(room.server.mails).toHaveLength(1);
  expect(room.lines.join()).not.toContain('asa@example.org');
});

test('A mail server that is away loses nothing', async () => {
  await room.put();
  const away = createMailer({ url: 'smtp://127.0.0.1:9', from: 'rollcall@example.org' });
  await room.anotherWorker(away).nudge();
  expect(await room.waiting()).toBe(1);
  room.now += 30_000;
  await room.worker.nudge();
  expect(room.server.mails).toHaveLength(1);
});

test('After a day of trying it is given up, and the log says so', async () => {
  await room.put();
  room.server.answer({ code: 451, text: 'No' });
  const end = room.now + mailPatienceMs;
  for (let attempt = 1; room.now <= end; attempt += 1) {
    await room.worker.nudge();
    room.now += retryAfter(attempt);
  }
  expect(await room.waiting()).toBe(0);
  expect(room.server.offers).toBeGreaterThan(8);
  expect(room.lines.at(-1)).toMatch(/^A message was given up: it was tried for a day\. .*"responseCode":451/);
});

test('A mail that is refused for good is given up at once', async () => {
  await room.put();
  room.server.answer({ code: 550, text: 'No such user' });
  await room.worker.nudge();
  expect(await room.waiting()).toBe(0);
  expect(room.lines.at(-1)).toMatch(/^A message was given up: the mail server refuses it/);
});

test('A link that has expired while it waited is not sent any more', async () => {
  const expiresAt = room.now + 60_000;
  await room.put({ ...payload, message: { kind: 'password_reset', displayName: 'Åsa', url: 'https://x', expiresAt } });
  room.now = expiresAt;
  await room.worker.nudge();
  expect(room.server.offers).toBe(0);
  expect(room.lines.at(-1)).toMatch(/its link has expired/);
});

test('What another key sealed waits, and does not stand in the way of the rest', async () => {
  await room.putSealedElsewhere();
  await room.put();
  await room.worker.nudge();
  expect(room.server.mails).toHaveLength(1);
  expect(await room.waiting()).toBe(1);
  expect(room.lines.join('\n')).toMatch(/tried again\. .*"it was sealed with a key that is not there"/);
});

test('What another key sealed is sent once its key is back', async () => {
  await room.putSealedElsewhere();
  await room.worker.nudge();
  await room.bringTheirKey();
  room.now += 30_000;
  await room.worker.nudge();
  expect(room.server.mails).toHaveLength(1);
  expect(await room.waiting()).toBe(0);
});

test('What is no sealed message at all is given up', async () => {
  await room.putUnsealed();
  await room.worker.nudge();
  expect(await room.waiting()).toBe(0);
  expect(room.lines.at(-1)).toMatch(/^A message was given up: it cannot be opened/);
});
