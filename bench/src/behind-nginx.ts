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

const requestsPerRound = 4_000;
const host = 'app.localhost';

/**
 * A browser at an application behind nginx with the configuration as shipped, Rollcall's pages at the same host. The
 * application is the same bare server on both sides, in a process that is not counted.
 */
export async function behindNginx(place: Place): Promise<Found> {
  const { population, ours: data } = await place.stores('verified');
  const tokens = shuffled(population.tokens, 'order of asking behind nginx');
  const application = await startBare();
  const started: Started[] = [];
  try {
    const ours = await start(place, application, (socket, origin) =>
      startOurs(data, { ROLLCALL_LISTEN_SOCKET: socket, ROLLCALL_PUBLIC_ORIGIN: origin }),
    );
    started.push(ours);
    const floor = await start(place, application, startBare);
    started.push(floor);
    await refuses(ours);
    await warm(ours, tokens);
    const sides = { ours: side(ours, tokens), floor: side(floor, tokens) };
    await interleave(sides, 2);
    const spent = await interleave(sides, place.scale.rounds);
    return { comparison: compare(spent.ours, spent.floor), asides: [] };
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
  const remember = side(started, tokens);
  for (let asked = 0; asked < tokens.length; asked += requestsPerRound) await remember();
}

function side(started: Started, tokens: readonly string[]): Side {
  let next = 0;
  return async () => {
    const requests = Array.from({ length: requestsPerRound }, (_, index) =>
      asked(started, tokens[(next + index) % tokens.length] ?? ''),
    );
    next += requestsPerRound;
    const before = started.cpuMicroseconds();
    const wallMilliseconds = await load(started.url, requests);
    return { operations: requests.length, cpuMicroseconds: started.cpuMicroseconds() - before, wallMilliseconds };
  };
}
