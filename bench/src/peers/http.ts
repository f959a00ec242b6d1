import { setTimeout as pause } from 'node:timers/promises';
import { compare } from '../measuring.ts';
import type { Place } from '../place.ts';
import { longestUnwrittenMs } from '../start-ours.ts';
import { type AgainstPeer, checkOf, type PeersFound } from './against.ts';
import { asking } from './asking.ts';
import { roundsOf, runBeside, type Services, warmUpRounds, withServices } from './beside.ts';
import { httpPeers } from './http-peers.ts';
import type { Running } from './running.ts';
import { startPeer } from './start-peer.ts';
import { startRollcall } from './start-rollcall.ts';

const requests = { ours: 4_000, bare: 4_000, peer: 1_500 };
const atOnce = 32;

/** Ours runs all along, and so does a bare server; each peer in turn runs beside them. */
export async function httpAgainstPeers(place: Place): Promise<PeersFound> {
  const { population, ours: folder } = await place.stores('verified');
  const ours = await startRollcall(population, folder);
  const bare = await startBare(place);
  try {
    return await withServices((services) => besideBoth(place, services, ours, bare));
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

async function besideBoth(place: Place, services: Services, ours: Running, bare: Running): Promise<PeersFound> {
  const sessions = place.scale.sessions.verified;
  const others = {
    ours: asking(ours, { sessions, requests: requests.ours, atOnce }),
    bare: asking(bare, { sessions, requests: requests.bare, atOnce }),
  };
  // Each session has been asked for once before anything is counted.
  await asking(ours, { sessions, requests: sessions, atOnce })();
  const before = ours.cpuMicroseconds();
  const found: (AgainstPeer & { readonly everythingOfPeer: number })[] = [];
  for (const [name, peer] of Object.entries(httpPeers)) {
    place.say(`Beside ${name}`);
    const { spent, everything } = await runBeside(place, services, others, peer, asking, {
      requests: requests.peer,
      atOnce,
    });
    const comparison = compare(spent.ours, spent.peer);
    const measured = { peer: name, comparison, check: checkOf(spent), figure: 'cpu', atLeast: peer.atLeast } as const;
    found.push({ ...measured, everythingOfPeer: everything });
  }
  await pause(longestUnwrittenMs);
  const asked = found.length * (roundsOf(place) + warmUpRounds) * requests.ours;
  const everythingOfOurs = (ours.cpuMicroseconds() - before) / asked;
  return {
    lines: found.map(({ everythingOfPeer, ...line }) => {
      return { ...line, everything: { ours: everythingOfOurs, peer: everythingOfPeer } };
    }),
    asides: [howChecksAreHeld, ...Object.entries(httpPeers).map(([name, { setting }]) => `${name}: ${setting}.`)],
  };
}

const howChecksAreHeld =
  'The budget is about the check: what a request costs over and above one to a bare node:http that answers an id without looking, measured in the same rounds. It is held where, in the middle round, the peer’s check costs at least so many times ours. Beside it stands the whole request, and how many times better it could be at the most: a peer’s request against the bare one. Why: [decision 14](decisions/0014-what-node-http-costs.md).';

function startBare(place: Place): Promise<Running> {
  const needs = { variant: '', sessions: place.scale.sessions.verified, cookies: 1, lifetimeSeconds: 0 };
  return startPeer('bare', { ...needs, folder: place.newFolder('bare'), postgresUrl: '', redisUrl: '' });
}
