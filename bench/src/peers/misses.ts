import type { Place } from '../place.ts';
import type { PeersFound } from './against.ts';
import { asking } from './asking.ts';
import { roundsOf, runBeside, warmUpRounds, withServices } from './beside.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import type { HttpPeer } from './http-peers.ts';
import { startRollcall } from './start-rollcall.ts';

const requests = { ours: 4_000, peer: 2_000 };
const manner = { atOnce: 64, isRead: false };

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
        const asked = { sessions: population.tokens.length, requests: missesOf(place), ...manner };
        const side = asking(ours, asked);
        const { comparison } = await runBeside(place, services, side, settings, { requests: requests.peer, ...manner });
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
  return Math.min(requests.ours, Math.floor(place.scale.sessions.verified / (roundsOf(place) + warmUpRounds)));
}
