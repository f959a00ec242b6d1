import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailPayload, Post } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { systemChance } from '../chance.ts';
import { changeKeyFile, readKeyFile } from '../key-file.ts';
import { openKeyRing } from '../key-ring.ts';
import type { Log } from '../log.ts';
import { createMailDeliverer } from '../mail/mail-deliverer.ts';
import { createMailer, type Mailer } from '../mail/mailer.ts';
import { createOutboxWorker, type OutboxWorker } from '../outbox/outbox-worker.ts';
import { createPost } from '../post.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { storageOfItsOwn } from './storage.ts';

const midnight = Date.UTC(2026, 10, 22);

export const payload: MailPayload = {
  to: 'asa@example.org',
  locale: 'sv',
  message: { kind: 'password_changed', displayName: 'Åsa', at: midnight },
};

/** An outbox with its worker and a real mail server, at a time that the test moves. */
export interface MailRoom {
  now: number;
  readonly server: MailServer;
  readonly mailer: Mailer;
  readonly storage: Storage;
  readonly worker: OutboxWorker;
  /** What was logged, each line with its facts. */
  readonly lines: readonly string[];
  readonly post: Post;
  put(mail?: MailPayload): Promise<void>;
  /** Puts a message that another key ring sealed. */
  putSealedElsewhere(): Promise<void>;
  /** Puts that key ring's keys into ours. */
  bringTheirKey(): Promise<void>;
  /** Puts what no key ring has sealed. */
  putUnsealed(): Promise<void>;
  waiting(): Promise<number>;
  anotherWorker(mailer?: Mailer): OutboxWorker;
  /** As after a crash: the store is opened again, and a new worker stands where the old one was. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openMailRoom(): Promise<MailRoom> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-mail-'));
  const place = storageOfItsOwn();
  let now = midnight;
  const clock = { now: () => now };
  const open = (name: string) => openKeyRing(join(folder, name), { clock, chance: systemChance });
  const [server, keyRing] = [await startMailServer(), await open('keys.json')];
  const mailer = createMailer({ url: server.url, from: 'rollcall@example.org' });
  const lines: string[] = [];
  const write = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const post = createPost({ keyRing, chance: systemChance, clock });
  let storage = await place.open();
  const workerWith = (by: Mailer) => {
    const deliverers = { mail: createMailDeliverer({ mailer: by, clock }) };
    return createOutboxWorker({ outbox: storage.outbox, keyRing, deliverers, clock, log });
  };
  let worker = workerWith(mailer);

  return {
    get now() {
      return now;
    },
    set now(next) {
      now = next;
    },
    server,
    mailer,
    post,
    lines,
    get storage() {
      return storage;
    },
    get worker() {
      return worker;
    },
    put: (mail = payload) => storage.transaction((stores) => post(stores.outbox, 'mail', mail)),
    async putSealedElsewhere() {
      const elsewhere = createPost({ keyRing: await open('other.json'), chance: systemChance, clock });
      await elsewhere(storage.outbox, 'mail', payload);
    },
    async bringTheirKey() {
      const theirs = readKeyFile(join(folder, 'other.json'))?.keys ?? [];
      const deps = { clock, chance: systemChance };
      await changeKeyFile(join(folder, 'keys.json'), deps, (keys) => [...theirs, ...keys]);
    },
    putUnsealed: () =>
      storage.outbox.put({
        id: systemChance.id(),
        kind: 'mail',
        target: '',
        sealedPayload: Buffer.from(JSON.stringify(payload)),
        createdAt: now,
        dueAt: now,
        attempts: 0,
      }),
    waiting: async () => (await storage.outbox.backlog()).waiting,
    anotherWorker: (by = mailer) => workerWith(by),
    async restart() {
      storage = await place.open();
      worker = workerWith(mailer);
    },
    async close() {
      await worker.stop();
      mailer.close();
      await server.close();
      await place.remove();
      rmSync(folder, { recursive: true });
    },
  };
}
