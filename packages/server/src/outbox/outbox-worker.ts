import type { Clock, Lane, OutboxKind, OutboxMessage, OutboxStore } from '@rollcall/core';
import { KeyMissing, type KeyRing } from '../key-ring.ts';
import type { Log } from '../log.ts';
import type { Deliverer, Delivery } from './deliverer.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface OutboxWorkerDeps {
  readonly outbox: OutboxStore;
  readonly keyRing: KeyRing;
  /** What has no deliverer stays in the outbox. */
  readonly deliverers: Partial<Record<OutboxKind, Deliverer>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends what stands in the outbox: at once after a post, and again and again where it is not taken. */
export interface OutboxWorker {
  start(): void;
  /** Looks for due messages now. Call after a commit that posted. Resolves when there are none left. */
  nudge(): Promise<void>;
  /** Finishes what it is sending and stops. */
  stop(): Promise<void>;
}

const lookEveryMs = 5_000;
const takenAtOnce = 10;
/** How long a lane rests in which nothing at all went out, so that a dead target is not offered its whole backlog. */
const restMs = 20_000;

interface LaneAtWork {
  readonly work: () => Promise<void>;
  restsUntil: number;
}

export function createOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  const kinds = Object.keys(deps.deliverers) as OutboxKind[];
  const lanes = new Map<string, LaneAtWork>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function laneOf(lane: Lane): LaneAtWork {
    const key = `${lane.kind} ${lane.target}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const opened: LaneAtWork = { restsUntil: 0, work: oneAtATime(() => empty(lane, opened)) };
    lanes.set(key, opened);
    return opened;
  }

  async function empty(lane: Lane, atWork: LaneAtWork): Promise<void> {
    while (!stopped && deps.clock.now() >= atWork.restsUntil) {
      const { taken, failed } = await sendSome(deps, lane);
      if (taken > 0 && failed === taken) atWork.restsUntil = deps.clock.now() + restMs;
      if (taken < takenAtOnce) return;
    }
  }

  async function dueLanes(): Promise<LaneAtWork[]> {
    if (stopped || kinds.length === 0) return [];
    return (await deps.outbox.dueLanes(kinds, deps.clock.now())).map(laneOf);
  }

  async function nudge(): Promise<void> {
    try {
      const due = await dueLanes();
      await Promise.all(due.map(({ work }) => work()));
    } catch (error) {
      deps.log.error({ err: error }, 'The outbox could not be read; it is tried again.');
    }
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
      await Promise.allSettled([...lanes.values()].map(({ work }) => work()));
    },
  };
}

async function sendSome(deps: OutboxWorkerDeps, lane: Lane): Promise<{ taken: number; failed: number }> {
  const deliverer = deps.deliverers[lane.kind];
  if (deliverer === undefined) throw new Error(`Nothing delivers a message of kind ${lane.kind}.`);
  const messages = await deps.outbox.take(lane, deps.clock.now(), deliverer.leaseMs, takenAtOnce);
  const outcomes = await Promise.all(messages.map((message) => sendOne(deps, deliverer, message)));
  return { taken: messages.length, failed: outcomes.filter((outcome) => outcome === 'failed').length };
}

async function sendOne(
  deps: OutboxWorkerDeps,
  deliverer: Deliverer,
  message: OutboxMessage,
): Promise<Delivery['outcome']> {
  const opened = open(deps.keyRing, message);
  const delivery = 'outcome' in opened ? opened : await deliverer.deliver({ ...message, payload: opened.payload });
  await settle(deps, deliverer, message, delivery);
  return delivery.outcome;
}

async function settle(
  { outbox, log, clock }: OutboxWorkerDeps,
  deliverer: Deliverer,
  { id, kind, attempts, createdAt }: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  const about = { messageId: id, kind, attempts, ...('facts' in delivery ? delivery.facts : {}) };
  if (delivery.outcome === 'delivered') {
    await outbox.done(id);
    return log.info(about, 'A message was sent.');
  }
  const now = clock.now();
  const next = delivery.outcome === 'refused' ? delivery.why : deliverer.nextTryAt({ attempts, createdAt }, now);
  if (typeof next === 'number') {
    log.warn(about, 'A message could not be sent; it is tried again.');
    return outbox.retryAt(id, next);
  }
  log.error(about, `A message was given up: ${next}.`);
  return deliverer.keepsGivenUp ? outbox.layAside(id, now) : outbox.drop(id);
}

/** A key file that is not the right one is put right by somebody: until then the message waits like any other. */
function open(keyRing: KeyRing, { id, sealedPayload }: OutboxMessage): { readonly payload: unknown } | Delivery {
  try {
    return { payload: JSON.parse(Buffer.from(keyRing.open(sealedPayload, id)).toString()) };
  } catch (error) {
    return error instanceof KeyMissing
      ? { outcome: 'failed', facts: { failure: 'it was sealed with a key that is not there' } }
      : { outcome: 'refused', why: 'it cannot be opened' };
  }
}
