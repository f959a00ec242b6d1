import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../place.ts';
import { longestUnwrittenMs } from '../start-ours.ts';
import type { AgainstPeer, PeersFound } from './against.ts';
import { asking } from './asking.ts';
import { roundsOf, runBeside, warmUpRounds, withServices } from './beside.ts';
import { httpPeers } from './http-peers.ts';
import { startRollcall } from './start-rollcall.ts';

const requests = { ours: 8_000, peer: 2_000 };
const manner = { atOnce: 32, isRead: true };

/** Ours runs all along; each peer in turn runs beside it. */
export async function httpAgainstPeers(place: Place): Promise<PeersFound> {
  const { population, ours: folder } = await place.stores('verified');
  const ours = await startRollcall(population, folder);
  try {
    return await withServices(async (services) => {
      const side = asking(ours, { sessions: population.tokens.length, requests: requests.ours, ...manner });
      await side();
      const before = ours.cpuMicroseconds();
      const found: (AgainstPeer & { readonly everythingOfPeer: number })[] = [];
      for (const [name, peer] of Object.entries(httpPeers)) {
        place.say(`Beside ${name}`);
        const { comparison, everything } = await runBeside(place, services, side, peer, {
          requests: requests.peer,
          ...manner,
        });
        found.push({ peer: name, comparison, figure: 'cpu', atLeast: peer.atLeast, everythingOfPeer: everything });
      }
      await pause(longestUnwrittenMs);
      const asked = found.length * (roundsOf(place) + warmUpRounds) * requests.ours;
      const everythingOfOurs = (ours.cpuMicroseconds() - before) / asked;
      return {
        lines: found.map(({ everythingOfPeer, ...line }) => {
          return { ...line, everything: { ours: everythingOfOurs, peer: everythingOfPeer } };
        }),
        asides: Object.entries(httpPeers).map(([name, { setting }]) => `${name}: ${setting}.`),
      };
    });
  } finally {
    await ours.stop();
  }
}
