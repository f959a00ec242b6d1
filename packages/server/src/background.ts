import { createJanitor } from '@rollcall/verifier';
import type { Config } from './config.ts';
import type { Wired } from './deps.ts';
import { createLogSealer } from './log-sealer.ts';
import { createMailDeliverer } from './mail/mail-deliverer.ts';
import { createMailer } from './mail/mailer.ts';
import { createOutboxWorker } from './outbox/outbox-worker.ts';
import type { Timer } from './pace.ts';
import { createSweeper } from './sweeper.ts';
import { createTerminationDeliverer } from './termination-deliverer.ts';
import { createUseRecorder } from './use-recorder.ts';
import { createWebhookDeliverer } from './webhook/webhook-deliverer.ts';

/** What goes on beside the requests. */
export interface Background {
  start(): void;
  stop(): Promise<void>;
}

/** In the order in which they stop: what writes comes before what cleans up. */
export function backgroundOf(config: Config, wired: Wired): readonly Background[] {
  const { house, storage, verifier } = wired;
  const { core, log, metrics, streams } = house;
  const recorder = createUseRecorder({ takeUses: () => verifier.takeUses(), credentials: core.credentials, log });
  return [
    heartbeat(() => streams.beat()),
    recorder,
    outbox(config.smtp, wired),
    createSweeper(core, log, metrics, (accountId) => streams.inventoryChanged(accountId)),
    createLogSealer(core, log, metrics),
    createJanitor({ store: storage.verifiers, log }),
  ];
}

const heartbeatMs = 20_000;

function heartbeat(beat: () => void): Background {
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      timer = setInterval(beat, heartbeatMs).unref();
    },
    async stop() {
      clearInterval(timer);
    },
  };
}

/** A target may be silent for longer than a shutdown may last: what is not sent by then is sent after the restart. */
const outboxPatienceMs = 4_000;
/** By then the transaction that posted is over; if not, the worker comes by every few seconds anyway. */
const commitMs = 50;

function outbox(smtp: Config['smtp'], { house, keyRing, posted }: Wired): Background {
  const { core, log, timer } = house;
  const mailer = smtp === null ? null : createMailer(smtp);
  const deliverers = {
    termination: createTerminationDeliverer(core),
    webhook: createWebhookDeliverer(core),
    ...(mailer !== null && { mail: createMailDeliverer({ mailer, clock: core.clock }) }),
  };
  const worker = createOutboxWorker({ outbox: core.outbox, keyRing, deliverers, clock: core.clock, log });
  posted.on('posted', () => setTimeout(() => void worker.nudge(), commitMs).unref());
  return {
    start: () => worker.start(),
    async stop() {
      await atMost(outboxPatienceMs, timer, worker.nudge());
      await atMost(0, timer, worker.stop());
      mailer?.close();
    },
  };
}

async function atMost(milliseconds: number, timer: Timer, work: Promise<void>): Promise<void> {
  await Promise.race([work, timer.wait(milliseconds)]);
}
