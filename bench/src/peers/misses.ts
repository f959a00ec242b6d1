import { compare } from '../measuring.ts';
import type { Place } from '../place.ts';
import type { PeersFound } from './against.ts';
import { racing } from './asking.ts';
import { roundsOf, runBeside, warmUpRounds, withServices } from './beside.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import type { HttpPeer } from './http-peers.ts';
import { startRollcall } from './start-rollcall.ts';

/** Of a peer more than it answers in a round. */
const requests = { ours: 6_000, peer: 6_000 };
const atOnce = 64;

const peers: Readonly<Record<string, HttpPeer>> = {
  'better-auth, PostgreSQL': {
    program: 'better-auth',
    variant: 'postgres',
    service: 'postgres',
    atLeast: 10,
    setting: '`auth.api.getSession` in a node:http handler, a pg pool of 10; nothing is remembered between requests',
  },
  'express-session, PostgreSQL': {
    program: 'express-session',
    variant: 'postgres',
    service: 'postgres',
    atLeast: 10,
    setting: 'Express 5 with connect-pg-simple, a pg pool of 10; it also writes `expire` at each request',
  },
};

/** Requests that come at once, each with a session that our memory does not hold; the peers hold none. */
export async function missesAgainstPeers(place: Place): Promise<PeersFound> {
  const { population, ours: folder } = await place.stores('verified');
  return withServices(async (services) => {
    const lines = [];
    for (const [peer, settings] of Object.entries(peers)) {
      const url = await services.postgres.createDatabase();
      await copyToPostgres(folder, url);
      const env = { ROLLCALL_DATABASE_URL: url };
      // Started anew beside each peer: with an empty memory, and never asked for the same session twice.
      const ours = await startRollcall(population, place.newFolder('ours-on-postgres'), env);
      try {
        const side = racing(ours, { sessions: population.tokens.length, requests: missesOf(place), atOnce });
        const rounds = { requests: requests.peer, atOnce };
        const { spent } = await runBeside(place, services, { ours: side }, settings, racing, rounds);
        const comparison = compare(spent.ours, spent.peer);
        lines.push({ peer, comparison, figure: 'rate' as const, atLeast: settings.atLeast });
      } finally {
        await ours.stop();
      }
    }
    return { lines, asides: Object.entries(peers).map(([name, { setting }]) => `${name}: ${setting}.`) };
  });
}

/** As many as make each session be asked for once at most. */
function missesOf(place: Place): number {
  const rounds = 1 + warmUpRounds + roundsOf(place);
  return Math.min(requests.ours, Math.floor(place.scale.sessions.verified / rounds));
}
