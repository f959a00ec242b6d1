import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';
import { createLogger } from './logger.ts';
import { startServer } from './start-server.ts';

/** After this the process ends, whatever is still under way. */
const patienceMs = 9_000;

/** Runs until it is told to stop. Says plainly, on standard output, where it is; its log goes to standard error. */
export async function serve(config: Config): Promise<void> {
  const log = createLogger(config.logLevel);
  const server = await startServer(config, { log });
  // Before it says that it is there: whoever reads that may want it to stop at once.
  const over = Promise.race([asked(), thrown(log)]);
  const lines = [`Rollcall listens on ${server.address}.`, `Open ${config.publicOrigin}`];
  if (server.setUpLink !== null) {
    lines.push('', 'Nobody has an account yet. Make the first one with this link; it works once, for 24 hours:');
    lines.push(server.setUpLink.url, '');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  const isWell = await over;
  log.info({}, 'Stopping.');
  setTimeout(() => {
    log.error({}, 'Could not stop in time.');
    process.exit(1);
  }, patienceMs).unref();
  await server.stop();
  log.info({}, 'Stopped.');
  process.exit(isWell ? 0 : 1);
}

function asked(): Promise<true> {
  return new Promise((resolve) => {
    // Every time: where a whole group of processes is told, each may tell the next, and twice asked is not to be killed.
    process.on('SIGTERM', () => resolve(true));
    process.on('SIGINT', () => resolve(true));
  });
}

/**
 * The last handler (ASVS 16.5.4): what nobody caught is written down, and the process ends in order. Whatever it left half done is
 * in no transaction, and a supervisor starts it anew.
 */
function thrown(log: Pick<FastifyBaseLogger, 'fatal'>): Promise<false> {
  return new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'Something was thrown that nothing caught.');
      resolve(false);
    });
  });
}
