import type { Clock, MailPayload, OutboxMessage, OutboxStore } from '@rollcall/core';
import type { KeyRing } from '../key-ring.ts';
import type { Log } from '../log.ts';
import { facts, isFinal, type Mailer } from './mailer.ts';

export interface OutboxWorkerDeps {
  readonly outbox: OutboxStore;
  readonly keyRing: KeyRing;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends what stands in the outbox: at once after a post, and again and again where the mail server would not. */
export interface OutboxWorker {
  start(): void;
  /** Looks for due messages now. Call after a commit that posted. Resolves when there are none left. */
  nudge(): Promise<void>;
  /** Finishes what it is sending and stops. */
  stop(): Promise<void>;
}

const lookEveryMs = 5_000;
/** Longer than a mail server may keep silent, so that nobody else takes what is still being sent. */
export const outboxLeaseMs = 120_000;
const takenAtOnce = 10;
const firstRetryMs = 30_000;
const longestRetryMs = 4 * 3_600_000;
/** After this a message is given up. */
export const outboxPatienceMs = 24 * 3_600_000;

export function createOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;

  async function sendAll(): Promise<void> {
    do {
      again = false;
      while (!stopped && (await sendSome(deps)) === takenAtOnce);
    } while (again && !stopped);
  }

  function nudge(): Promise<void> {
    again = true;
    running ??= sendAll()
      .catch((error: unknown) => {
        again = false;
        deps.log.error({ err: error }, 'The outbox could not be read; it is tried again.');
      })
      .finally(() => {
        running = null;
        return again && !stopped ? nudge() : undefined;
      });
    return running;
  }

  return {
    start() {
      timer ??= setInterval(nudge, lookEveryMs).unref();
      void nudge();
    },
    nudge,
    async stop() {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      await running;
    },
  };
}

/** Returns how many messages were taken. */
async function sendSome(deps: OutboxWorkerDeps): Promise<number> {
  const messages = await deps.outbox.take(deps.clock.now(), outboxLeaseMs, takenAtOnce);
  await Promise.all(messages.map((message) => sendOne(deps, message)));
  return messages.length;
}

async function sendOne(deps: OutboxWorkerDeps, message: OutboxMessage): Promise<void> {
  const { outbox, log } = deps;
  const about = { messageId: message.id, kind: message.kind, attempts: message.attempts };
  const drop = async (why: string, more: object = {}) => {
    log.error({ ...about, ...more }, `A message was given up: ${why}.`);
    await outbox.drop(message.id);
  };
  const payload = opened(deps.keyRing, message);
  if (payload === null) return drop('it was sealed with a key that is not there');
  if ((payload.message.expiresAt ?? Number.POSITIVE_INFINITY) <= deps.clock.now()) return drop('its link has expired');
  try {
    await deps.mailer.send(message.id, payload);
  } catch (error) {
    if (isFinal(error)) return drop('the mail server refuses it', facts(error));
    const dueAt = deps.clock.now() + retryAfter(message.attempts);
    if (dueAt > message.createdAt + outboxPatienceMs) return drop('it was tried for a day', facts(error));
    log.warn({ ...about, ...facts(error) }, 'A message could not be sent; it is tried again.');
    return outbox.retryAt(message.id, dueAt);
  }
  await outbox.done(message.id);
  log.info(about, 'A message was sent.');
}

function opened(keyRing: KeyRing, { id, sealedPayload }: OutboxMessage): MailPayload | null {
  try {
    // What opens was sealed here: nobody else has the key.
    return JSON.parse(Buffer.from(keyRing.open(sealedPayload, id)).toString()) as MailPayload;
  } catch {
    return null;
  }
}

export function retryAfter(attempts: number): number {
  return Math.min(firstRetryMs * 2 ** (attempts - 1), longestRetryMs);
}
