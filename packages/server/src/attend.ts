import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreInUse } from '@rollcall/storage';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { wire } from './deps.ts';
import { createLogger } from './logger.ts';
import { createOperatorApp } from './operator-app.ts';
import { isAnswered, listenOnSocket } from './operator-socket.ts';
import { systemTimer } from './pace.ts';

/** Where the operator's interface is reached, until it is let go. */
interface Attended {
  readonly socket: string;
  stop(): Promise<void>;
}

/**
 * Gives the command line something to talk to: the running server where there is one, otherwise the operator's interface
 * alone, for as long as standard input is open.
 */
export async function attend(config: Config): Promise<void> {
  const { socket, stop } = await whenFree(() => reach(config));
  process.stdout.write(`${JSON.stringify({ socket })}\n`);
  await inputClosed();
  await stop();
}

async function reach(config: Config): Promise<Attended> {
  const path = config.operatorSocketPath;
  return (await isAnswered(path)) ? { socket: path, stop: async () => {} } : listenAlone(config);
}

const patienceMs = 8_000;
const pauseMs = 100;

/** Another command, or a server that starts or stops, has the embedded store for a moment only. */
async function whenFree(work: () => Promise<Attended>): Promise<Attended> {
  const until = systemTimer.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreInUse) || systemTimer.now() >= until) throw error;
      await systemTimer.wait(pauseMs);
    }
  }
}

/** On a socket of this command's own: whoever found it in the server's place would lose it in the middle of a word. */
async function listenAlone(config: Config): Promise<Attended> {
  const log = createLogger('warn');
  const { house, storage } = await wire(config, { clock: systemClock, timer: systemTimer, log, pagesFolder: null });
  const app = createOperatorApp(house);
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  const stop = async () => {
    await app.close();
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  };
  const socket = join(folder, 'operator.sock');
  try {
    await listenOnSocket(app, socket);
    return { socket, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function inputClosed(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', () => resolve()).once('close', () => resolve());
    process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve());
    process.stdin.resume();
  });
}
