import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tests/src/free-port.ts';
import { startNginx } from '../../tests/src/peers/proxies.ts';
import { shuffled } from './chance.ts';
import { type Asked, load } from './load.ts';
import { compare, type Found, interleave, type Side } from './measuring.ts';
import type { Place } from './place.ts';
import { cpuOfFamily } from './processes.ts';
import { ServerProcess } from './server-process.ts';
import { cookieWith } from './session-cookie.ts';
import { startOurs } from './start-ours.ts';
import { batchesOf } from './together/batches.ts';

const requestsPerRound = 4_000;
/** A page and what it loads: all with the cookie of one browser. */
const requestsOfSession = 10;
const warmUpRounds = 2;
const host = 'app.localhost';

/**
 * A browser at an application behind nginx with the configuration as shipped, Rollcall's pages at the same host. The
 * application is the same bare server on both sides, in a process that is not counted.
 */
export async function behindNginx(place: Place): Promise<Found> {
  const { population, ours: data } = await place.stores('verified');
  const enough = ((warmUpRounds + place.scale.rounds) * requestsPerRound) / requestsOfSession;
  const tokens = shuffled(population.tokens, 'order of asking behind nginx').slice(0, enough);
  const application = await startBare();
  const started: Started[] = [];
  try {
    const metricsPort = String(await freePort());
    const ours = await start(place, application, (socket, origin) =>
      startOurs(data, {
        ROLLCALL_LISTEN_SOCKET: socket,
        ROLLCALL_PUBLIC_ORIGIN: origin,
        ROLLCALL_METRICS_PORT: metricsPort,
      }),
    );
    started.push(ours);
    const floor = await start(place, application, startBare);
    started.push(floor);
    await refuses(ours);
    await warm(ours, tokens);
    const sides = { ours: side(ours, tokens), floor: side(floor, tokens) };
    await interleave(sides, warmUpRounds);
    const before = await lookedUp(metricsPort);
    const spent = await interleave(sides, place.scale.rounds);
    const lookUps = (await lookedUp(metricsPort)) - before;
    const asides = [`The store was asked ${lookUps} times in ${place.scale.rounds * requestsPerRound} requests.`];
    return { comparison: compare(spent.ours, spent.floor), asides };
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
    await application.stop();
  }
}

interface Started {
  readonly url: string;
  readonly hostHeader: string;
  /** Of nginx and of what it asks. */
  cpuMicroseconds(): number;
  stop(): Promise<void>;
}

async function start(
  place: Place,
  application: ServerProcess,
  startAsked: (socket: string, origin: string) => Promise<ServerProcess>,
): Promise<Started> {
  const folder = place.newFolder('nginx');
  const port = await freePort();
  const rollcallSocket = join(folder, 'asked.sock');
  const answering = await startAsked(rollcallSocket, `http://${host}:${port}`);
  const app = Number(new URL(application.address).port);
  const rollcallPort = Number(new URL(answering.address).port);
  const nginx = await startNginx({ port, folder, rollcallSocket, rollcallPort, applications: { app, wiki: app } });
  const pid = Number(readFileSync(join(folder, 'nginx.pid'), 'utf8'));
  return {
    url: `http://127.0.0.1:${port}/`,
    hostHeader: `${host}:${port}`,
    cpuMicroseconds: () => cpuOfFamily(pid) + answering.cpuMicroseconds(),
    stop: async () => {
      await nginx.stop();
      await answering.stop();
    },
  };
}

function startBare(socket?: string): Promise<ServerProcess> {
  const program = fileURLToPath(import.meta.resolve('./bare-server.ts'));
  return ServerProcess.start(program, socket === undefined ? [] : [socket]);
}

function asked({ hostHeader }: Started, token: string): Asked {
  return { headers: { host: hostHeader, cookie: cookieWith(token) } };
}

/** That it does ask: what nobody is signed in to does not pass. */
async function refuses(ours: Started): Promise<void> {
  const passed = await load(ours.url, [asked(ours, 'nobody')], 1).then(
    () => true,
    () => false,
  );
  if (passed) throw new Error('nginx let a request pass that nobody was signed in for.');
}

/** In loads that end before nginx closes a connection for its age (`keepalive_requests`): what is under way then is lost. */
async function warm(started: Started, tokens: readonly string[]): Promise<void> {
  for (const some of batchesOf(tokens, requestsPerRound)) {
    await load(
      started.url,
      some.map((token) => asked(started, token)),
    );
  }
}

/** How many sessions memory did not know so far: a server that loses its lease asks for all of them. */
async function lookedUp(metricsPort: string): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const count = /^rollcall_verify_answers_total\{answer="good_from_store"\} (\d+)$/m.exec(metrics)?.[1];
  if (count === undefined) throw new Error('The server does not count what it asks the store.');
  return Number(count);
}

function side(started: Started, tokens: readonly string[]): Side {
  let next = 0;
  return async () => {
    const requests = Array.from({ length: requestsPerRound }, () =>
      asked(started, tokens[Math.floor(next++ / requestsOfSession) % tokens.length] ?? ''),
    );
    const before = started.cpuMicroseconds();
    const wallMilliseconds = await load(started.url, requests);
    return { operations: requests.length, cpuMicroseconds: started.cpuMicroseconds() - before, wallMilliseconds };
  };
}
