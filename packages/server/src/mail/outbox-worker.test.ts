import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailPayload, Post } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemChance } from '../chance.ts';
import { type KeyRing, openKeyRing } from '../key-ring.ts';
import type { Log } from '../log.ts';
import { createPost } from '../post.ts';
import { type MailServer, startMailServer } from '../test-helpers/mail-server.ts';
import { storageOfItsOwn, type TestStorage } from '../test-helpers/storage.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { createOutboxWorker, type OutboxWorker, outboxLeaseMs, outboxPatienceMs, retryAfter } from './outbox-worker.ts';

let now = Date.UTC(2026, 10, 22);
const clock = { now: () => now };
let place: TestStorage;
let folder: string;
let storage: Storage;
let server: MailServer;
let mailer: Mailer;
let keyRing: KeyRing;
let post: Post;
let worker: OutboxWorker;
let lines: string[];

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22);
  place = storageOfItsOwn();
  folder = mkdtempSync(join(tmpdir(), 'rollcall-outbox-'));
  storage = await place.open();
  server = await startMailServer();
  mailer = createMailer({ url: server.url, from: 'rollcall@example.org' });
  keyRing = await openKeyRing(join(folder, 'keys.json'), { clock, chance: systemChance });
  post = createPost({ keyRing, chance: systemChance, clock });
  lines = [];
  worker = startWorker();
});
afterEach(async () => {
  await worker.stop();
  mailer.close();
  await server.close();
  await place.remove();
  rmSync(folder, { recursive: true });
});

/** As it is after a restart, where the one before did not end in peace. */
function startWorker(): OutboxWorker {
  const write = (facts: object, message: string) => lines.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  return createOutboxWorker({ outbox: storage.outbox, keyRing, mailer, clock, log });
}

const payload: MailPayload = {
  to: 'asa@example.org',
  locale: 'sv',
  message: { kind: 'password_changed', displayName: 'Åsa', at: now },
};
const withLink = (expiresAt: number): MailPayload => ({
  ...payload,
  message: { kind: 'password_reset', displayName: 'Åsa', url: 'https://id.example.org/#rcl_secret', expiresAt },
});
const waiting = async () => (await storage.outbox.backlog()).waiting;
const put = (mail: MailPayload = payload) => storage.transaction((stores) => post(stores.outbox, 'mail', mail));

test('What is posted is sent once, and then gone from the outbox', async () => {
  await put();
  await worker.nudge();
  await worker.nudge();
  expect(server.mails.map(({ subject }) => subject)).toEqual(['Ditt lösenord har ändrats']);
  expect(await waiting()).toBe(0);
});

test('In the outbox nothing can be read', async () => {
  await put(withLink(now + 1_000));
  const [message] = await storage.outbox.take(now, 1, 1);
  expect(Buffer.from(message?.sealedPayload ?? []).toString('latin1')).not.toMatch(/secret|asa|example/);
});

test('What is rolled back is not sent', async () => {
  const rolledBack = storage.transaction(async (stores) => {
    await post(stores.outbox, 'mail', payload);
    throw new Error('Changed my mind.');
  });
  await expect(rolledBack).rejects.toThrow('Changed my mind.');
  await worker.nudge();
  expect(server.offers).toBe(0);
});

test('A mail that the server puts off is tried again, later each time, and arrives', async () => {
  await put();
  server.answer({ code: 451, text: 'Try again later, asa@example.org' });
  for (const wait of [30_000, 60_000, 120_000]) {
    await worker.nudge();
    const before = server.offers;
    now += wait - 1;
    await worker.nudge();
    expect(server.offers).toBe(before);
    now += 1;
  }
  server.answer(null);
  await worker.nudge();
  expect(server.offers).toBe(4);
  expect(server.mails).toHaveLength(1);
  expect(lines.join()).not.toContain('asa@example.org');
});

test('A mail server that is away loses nothing', async () => {
  await put();
  const away = createMailer({ url: 'smtp://127.0.0.1:9', from: 'rollcall@example.org' });
  const write = () => {};
  const log: Log = { debug: write, info: write, warn: write, error: write };
  await createOutboxWorker({ outbox: storage.outbox, keyRing, mailer: away, clock, log }).nudge();
  expect(await waiting()).toBe(1);
  now += 30_000;
  await worker.nudge();
  expect(server.mails).toHaveLength(1);
});

test('After a day of trying it is given up, and the log says so', async () => {
  await put();
  server.answer({ code: 451, text: 'No' });
  const end = now + outboxPatienceMs;
  for (let attempt = 1; now <= end; attempt += 1) {
    await worker.nudge();
    now += retryAfter(attempt);
  }
  expect(await waiting()).toBe(0);
  expect(server.offers).toBeGreaterThan(8);
  expect(lines.at(-1)).toMatch(/^A message was given up: it was tried for a day\. .*"responseCode":451/);
});

test('A mail that is refused for good is given up at once', async () => {
  await put();
  server.answer({ code: 550, text: 'No such user' });
  await worker.nudge();
  expect(await waiting()).toBe(0);
  expect(lines.at(-1)).toMatch(/^A message was given up: the mail server refuses it/);
});

test('A link that has expired while it waited is not sent any more', async () => {
  await put(withLink(now + 60_000));
  now += 60_000;
  await worker.nudge();
  expect(server.offers).toBe(0);
  expect(lines.at(-1)).toMatch(/its link has expired/);
});

test('What another key sealed is given up and does not stand in the way of the rest', async () => {
  const other = await openKeyRing(join(folder, 'other.json'), { clock, chance: systemChance });
  await createPost({ keyRing: other, chance: systemChance, clock })(storage.outbox, 'mail', payload);
  await put();
  await worker.nudge();
  expect(server.mails).toHaveLength(1);
  expect(await waiting()).toBe(0);
});

test('Many are sent in one go', async () => {
  await Promise.all(Array.from({ length: 25 }, () => put()));
  await worker.nudge();
  expect(server.mails).toHaveLength(25);
});

test('Two workers at once send each mail once', async () => {
  await Promise.all(Array.from({ length: 25 }, () => put()));
  await Promise.all([worker.nudge(), startWorker().nudge()]);
  expect(server.mails).toHaveLength(25);
});

test('What a crash left between taking and sending is sent when the lease is over, once', async () => {
  await put();
  expect(await storage.outbox.take(now, outboxLeaseMs, 10)).toHaveLength(1);
  storage = await place.open();
  worker = startWorker();
  now += outboxLeaseMs - 1;
  await worker.nudge();
  expect(server.offers).toBe(0);
  now += 1;
  await worker.nudge();
  await worker.nudge();
  expect(server.mails).toHaveLength(1);
});

test('A crash after sending, before noting it, sends again under the same id, so that it is shown once', async () => {
  await put();
  const [message] = await storage.outbox.take(now, outboxLeaseMs, 10);
  await mailer.send(message?.id ?? '', payload);
  now += outboxLeaseMs;
  await worker.nudge();
  const ids = server.mails.map(({ messageId }) => messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('A post while others are being sent is sent too', async () => {
  await put();
  let posted = false;
  server.beforeTaking(async () => {
    if (posted) return;
    posted = true;
    await put();
    void worker.nudge();
  });
  await worker.nudge();
  expect(server.mails).toHaveLength(2);
});

test('Stopping waits for what is being sent', async () => {
  await put();
  const sending = worker.nudge();
  await worker.stop();
  expect(server.mails).toHaveLength(1);
  expect(await waiting()).toBe(0);
  await sending;
});
