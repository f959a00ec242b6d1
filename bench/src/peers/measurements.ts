import type { Place } from '../place.ts';
import type { PeersFound } from './against.ts';
import { birthsAgainstPeers } from './births.ts';
import { httpAgainstPeers } from './http.ts';
import { inProcessAgainstPeers } from './in-process.ts';
import { missesAgainstPeers } from './misses.ts';

interface PeerMeasurement {
  /** What both sides do. */
  readonly what: string;
  readonly measure: (place: Place) => Promise<PeersFound>;
}

/** What is measured beside peers, in the order of the run. */
export const peerMeasurements = {
  'peers-http': {
    what: 'A request over HTTP with a cookie, answered with the id of the user; every answer is checked',
    measure: httpAgainstPeers,
  },
  'peers-in-process': {
    what: 'Judging one token after the other in process: ours is the whole verify of a session that memory knows',
    measure: inProcessAgainstPeers,
  },
  'peers-misses': {
    what: 'The same request, 64 at a time, on PostgreSQL; none of ours is in memory',
    measure: missesAgainstPeers,
  },
  'peers-births': {
    what: 'New sessions, 256 at a time, each answered when it is on the disk',
    measure: birthsAgainstPeers,
  },
} as const satisfies Record<string, PeerMeasurement>;

export type PeerMeasurementName = keyof typeof peerMeasurements;
export const peerMeasurementNames = Object.keys(peerMeasurements) as PeerMeasurementName[];
