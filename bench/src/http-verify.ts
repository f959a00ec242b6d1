import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { shuffled } from './chance.ts';
import { type Asked, load } from './load.ts';
import { compare, type Found, interleave, type Side } from './measuring.ts';
import { fileIn, type Place } from './place.ts';
import { ServerProcess } from './server-process.ts';
import { cookieWith } from './session-cookie.ts';
import { longestUnwrittenMs, startOurs } from './start-ours.ts';
import { fire } from './wrk.ts';

const sessionsPerRound = 800;
/** As a browser asks that loads a page; the same as behind nginx. */
const requestsOfEach = 10;
const requestsPerRound = sessionsPerRound * requestsOfEach;
const atOnce = 32;
/** As long as a round takes where nobody else needs the cores, and longer. */
const secondsOfRound = 1;

export async function httpVerify(place: Place): Promise<Found> {
  const { population, ours, floor } = await place.stores('verified');
  const tokens = shuffled(population.tokens, 'order of asking');
  const servers = [await startOurs(ours), await startFloor(fileIn(floor))] as const;
  try {
    await compareAnswers(servers, tokens[0] ?? '');
    for (const server of servers) await load(verifyOf(server), tokens.map(asked));
    const sides = { ours: side(servers[0], tokens), floor: side(servers[1], tokens) };
    await interleave(sides, 2);
    const before = servers.map((server) => server.cpuMicroseconds());
    const spent = await interleave(sides, place.scale.rounds);
    await pause(longestUnwrittenMs);
    const [ours = 0, floor = 0] = servers.map((server, at) => server.cpuMicroseconds() - (before[at] ?? 0));
    const requests = spent.ours.reduce((sum, { operations }) => sum + operations, 0);
    const beside = `Everything from the first round to the last, with what a server does beside its requests: ${(ours / requests).toFixed(2)} µs of processor time a request, ${(ours / floor).toFixed(2)} times the floor. That is writing last activity every five seconds, a row for each session that asked.`;
    return { comparison: compare(spent.ours, spent.floor), asides: [beside] };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

function startFloor(file: string): Promise<ServerProcess> {
  return ServerProcess.start(fileURLToPath(import.meta.resolve('./floor-server.ts')), [file]);
}

/** A round asks ten times with each of the next so many sessions. What is written in between falls into some rounds, not into most. */
function side(server: ServerProcess, tokens: readonly string[]): Side {
  let next = 0;
  return async () => {
    const requests = Array.from({ length: requestsPerRound }, (_, index) =>
      asked(tokens[(next + (index % sessionsPerRound)) % tokens.length] ?? ''),
    );
    next += sessionsPerRound;
    const before = server.cpuMicroseconds();
    const { answered, milliseconds } = await fire(verifyOf(server), requests, { atOnce, seconds: secondsOfRound });
    const cpuMicroseconds = server.cpuMicroseconds() - before;
    return { operations: answered, cpuMicroseconds, wallMilliseconds: milliseconds };
  };
}

const verifyOf = ({ address }: ServerProcess): string => `${address}/v1/verify`;
const asked = (token: string): Asked => ({ headers: { cookie: cookieWith(token) } });

/** The floor must answer the same to the letter, but for the time. */
async function compareAnswers(servers: readonly ServerProcess[], token: string): Promise<void> {
  const answers = await Promise.all(
    servers.map(async (server) => {
      const response = await fetch(verifyOf(server), asked(token));
      const headers = [...response.headers].filter(([name]) => name !== 'date');
      return JSON.stringify([response.status, ...headers.toSorted()]);
    }),
  );
  if (new Set(answers).size !== 1) throw new Error(`The servers answer differently: ${answers.join(' and ')}`);
}
