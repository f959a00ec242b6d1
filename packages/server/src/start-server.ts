import { type MadeLink, makeSetUpLink } from '@rollcall/core';
import { createApp } from './app.ts';
import { backgroundOf } from './background.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { type Surroundings, wire } from './deps.ts';
import { createLogger } from './logger.ts';
import { createMetricsApp } from './metrics-app.ts';
import { createOperatorApp } from './operator-app.ts';
import { isAnswered, listenForProxy, listenOnSocket, ServerRunning } from './operator-socket.ts';
import { systemTimer } from './pace.ts';
import { builtPages } from './pages.ts';
import { keepTickShape } from './tick-shape.ts';

export interface RunningServer {
  /** Where it listens, as `http://host:port`. */
  readonly address: string;
  /** Fresh; `null` once somebody has an account. */
  readonly setUpLink: MadeLink | null;
  /** Finishes what is under way and leaves nothing behind. */
  stop(): Promise<void>;
}

/** Opens the store, joins the verifiers, and listens: over TCP for everybody, on the socket for the operator. */
export async function startServer(config: Config, given: Partial<Surroundings> = {}): Promise<RunningServer> {
  await keepTickShape();
  const { clock = systemClock, timer = systemTimer, log = createLogger(config.logLevel) } = given;
  const { pagesFolder = builtPages() } = given;
  if (await isAnswered(config.operatorSocketPath)) throw new ServerRunning(config.operatorSocketPath);
  const wired = await wire(config, { clock, timer, log, pagesFolder });
  const { house, storage, verifier } = wired;
  const { streams, core } = house;
  const app = await createApp(house);
  const operatorApp = createOperatorApp(house);
  const metricsApp = createMetricsApp(house.log, house.metrics);
  const background = backgroundOf(config, wired);

  let closeSocket = async () => {};

  async function stop(): Promise<void> {
    streams.closeAll();
    await Promise.all([closeSocket(), app.close(), operatorApp.close(), metricsApp.close()]);
    for (const part of background) await part.stop();
    await verifier.stop();
    await storage.close();
  }

  try {
    await verifier.start();
    for (const part of background) part.start();
    await listenOnSocket(operatorApp, config.operatorSocketPath);
    if (config.metrics !== null) await metricsApp.listen({ ...config.metrics });
    const address = await app.listen({ host: config.host, port: config.port });
    if (config.listenSocketPath !== null) closeSocket = await listenForProxy(app, config.listenSocketPath);
    const setUpLink = (await core.accounts.count()) === 0 ? await makeSetUpLink(core) : null;
    return { address, setUpLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
