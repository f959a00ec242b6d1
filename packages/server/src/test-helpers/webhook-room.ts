import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Post } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import { systemChance } from '../chance.ts';
import { openKeyRing } from '../key-ring.ts';
import type { Log } from '../log.ts';
import { createOutboxWorker, type OutboxWorker } from '../outbox/outbox-worker.ts';
import { createPost } from '../post.ts';
import { createTargets } from '../webhook/targets.ts';
import { createWebhookDeliverer } from '../webhook/webhook-deliverer.ts';
import { createWebhookSender, type WebhookSenderDeps } from '../webhook/webhook-sender.ts';
import { storageOfItsOwn } from './storage.ts';

export interface MadeWebhook {
  readonly id: string;
  readonly secret: string;
}

/** An outbox with webhooks of one service, at a time that the test moves. What they reach is on this machine. */
export interface WebhookRoom {
  now: number;
  readonly storage: Storage;
  readonly worker: OutboxWorker;
  /** What was logged, each line with its facts. */
  readonly lines: readonly string[];
  readonly post: Post;
  makeWebhook(port: number, path?: string): Promise<MadeWebhook>;
  /** Gives it a new secret beside the old one, which counts until then. */
  rotate(id: string, until: number): Promise<string>;
  put(webhookId: string, payload?: object): Promise<void>;
  close(): Promise<void>;
}

export async function openWebhookRoom(patienceMs = 1_000): Promise<WebhookRoom> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-webhooks-'));
  const place = storageOfItsOwn();
  let now = Date.now();
  const clock = { now: () => now };
  const keyRing = await openKeyRing(join(folder, 'keys.json'), { clock, chance: systemChance });
  const lines: string[] = [];
  const write = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const post = createPost({ keyRing, chance: systemChance, clock });
  const storage = await place.open();
  const { webhooks, outbox } = storage;
  const resolve: WebhookSenderDeps['resolve'] = async () => [{ address: '127.0.0.1', family: 4 }];
  const targets = createTargets(['shop.internal']);
  const webhookSender = createWebhookSender({ keyRing, clock, targets, resolve, patienceMs });
  const deliverers = { webhook: createWebhookDeliverer({ webhooks, webhookSender, clock, chance: systemChance }) };
  const worker = createOutboxWorker({ outbox, keyRing, deliverers, clock, log });
  const newSecret = () => `whsec_${Buffer.from(systemChance.bytes(32)).toString('base64')}`;
  const seal = (secret: string, id: string) => keyRing.seal(Buffer.from(secret), id);
  const serviceId = systemChance.id();
  await storage.accounts.insert({
    id: serviceId,
    displayName: 'Acme',
    locale: null,
    timeZone: null,
    createdAt: now,
    disabledAt: null,
    passwordHash: null,
    passwordChangedAt: null,
    lastLookedAt: null,
  });

  return {
    get now() {
      return now;
    },
    set now(next) {
      now = next;
    },
    storage,
    worker,
    lines,
    post,
    async makeWebhook(port, path = '/') {
      const [id, secret] = [systemChance.id(), newSecret()];
      const url = `http://shop.internal:${port}${path}`;
      await webhooks.insert({ id, serviceId, url, createdAt: now }, seal(secret, id));
      return { id, secret };
    },
    async rotate(id, until) {
      const secret = newSecret();
      await webhooks.setSecret(id, seal(secret, id), until);
      return secret;
    },
    put: (webhookId, payload = { type: 'webhook.test' }) =>
      storage.transaction((stores) => post(stores.outbox, 'webhook', payload, webhookId)),
    async close() {
      await worker.stop();
      await place.remove();
      rmSync(folder, { recursive: true });
    },
  };
}
