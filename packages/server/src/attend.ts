import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { wire } from './deps.ts';
import { createLogger } from './logger.ts';
import { createOperatorApp } from './operator-app.ts';
import { isAnswered, listenOnSocket } from './operator-socket.ts';
import { systemTimer } from './pace.ts';

/**
 * Gives the command line something to talk to: the running server where there is one, otherwise the operator's interface
 * alone, for as long as standard input is open.
 */
export async function attend(config: Config): Promise<void> {
  const path = config.operatorSocketPath;
  const stop = (await isAnswered(path)) ? async () => {} : await listenAlone(config);
  process.stdout.write(`${JSON.stringify({ socket: path })}\n`);
  await inputClosed();
  await stop();
}

async function listenAlone(config: Config): Promise<() => Promise<void>> {
  const log = createLogger('warn');
  const { house, storage } = await wire(config, { clock: systemClock, timer: systemTimer, log, pagesFolder: null });
  const app = createOperatorApp(house);
  const stop = async () => {
    await app.close();
    await storage.close();
  };
  try {
    await listenOnSocket(app, config.operatorSocketPath);
    return stop;
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
