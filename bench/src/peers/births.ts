import { randomBytes } from 'node:crypto';
import { openStorage } from '@rollcall/storage';
import type session from 'express-session';
import { Pool } from 'pg';
import { chance } from '../chance.ts';
import { compare, interleave, type Side } from '../measuring.ts';
import type { Place } from '../place.ts';
import { atOnce } from '../together/at-once.ts';
import { issuing, issuingAlone } from '../together/issue.ts';
import type { AgainstPeer, PeersFound } from './against.ts';
import { roundsOf, type Services, withServices } from './beside.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import { filled, inPostgres, inSqlite } from './programs/better-auth.ts';
import { dataOf, postgresStore } from './programs/express-session.ts';
import { userOf } from './programs/program.ts';

const birthsPerRound = { ours: 2_048, peer: 1_024 };
const atLeast = 4;

/** Sessions that are made at the same moment, in process, each answered when it is on the disk. */
export async function birthsAgainstPeers(place: Place): Promise<PeersFound> {
  return withServices(async (services) => {
    const durability = await durabilityOf(services);
    const lines = [...(await onPostgres(place, services)), ...(await onSqlite(place))];
    return { lines, asides: [...asides, durability] };
  });
}

const asides = [
  'Rollcall: a session alone, as the peers make it: the account is locked, the generations are read, and token, credential and session are written for a device that is known; 256 at once.',
  'Rollcall, all of a sign-in: the whole verb `signIn` for 256 browsers at once that were not known, without reading the account and hashing the password: that, and the membership read, the device and a line of the log written. No peer does as much, so that it has no budget here; beside the same rows by hand it is in `issue-together`.',
  'better-auth: `internalAdapter.createSession`, 256 at once, with a pg pool of 10, or SQLite in WAL with `synchronous = FULL` as ours.',
  'connect-pg-simple: `store.set` with a new id, 256 at once, with a pg pool of 10.',
];

async function durabilityOf({ postgres }: Services): Promise<string> {
  const settings = ['fsync', 'synchronous_commit', 'wal_sync_method', 'commit_delay'];
  const values = await Promise.all(settings.map(async (name) => `${name} = ${await postgres.setting(name)}`));
  return `PostgreSQL is one server for all: ${values.join(', ')}.`;
}

async function onPostgres(place: Place, { postgres }: Services): Promise<AgainstPeer[]> {
  const { population, ours: folder } = await place.stores('verified');
  const { verified: sessions } = place.scale.sessions;
  const url = await postgres.createDatabase();
  await copyToPostgres(folder, url);
  const storage = await openStorage({ kind: 'postgres', url }, { clock: { now: () => Date.now() }, chance });
  const betterAuthPool = new Pool({ connectionString: await postgres.createDatabase() });
  const expressPool = new Pool({ connectionString: await postgres.createDatabase() });
  const sides = {
    ours: await issuingAlone(storage, population, birthsPerRound.ours),
    [wholeVerb]: await issuing(storage, population, birthsPerRound.ours),
    'better-auth, PostgreSQL': await betterAuthSide(inPostgres(betterAuthPool), sessions),
    'connect-pg-simple': await expressSide(await postgresStore(expressPool, sessions), sessions),
  };
  try {
    return await besideOurs(place, sides);
  } finally {
    await Promise.all([storage.close(), betterAuthPool.end(), expressPool.end()]);
  }
}

async function onSqlite(place: Place): Promise<AgainstPeer[]> {
  return place.withStores('verified', async ({ population, storage }) => {
    const kept = inSqlite(place.newFolder('better-auth'));
    const sides = {
      ours: await issuingAlone(storage, population, birthsPerRound.ours),
      [wholeVerb]: await issuing(storage, population, birthsPerRound.ours),
      'better-auth, SQLite': await betterAuthSide(kept, place.scale.sessions.verified),
    };
    return besideOurs(place, sides);
  });
}

const wholeVerb = 'Rollcall, all of a sign-in';

/** Two lines for each peer: what makes the same, and our whole verb, which does more. */
async function besideOurs(place: Place, sides: Readonly<Record<string, Side>>): Promise<AgainstPeer[]> {
  await interleave(sides, 2);
  const { ours = [], [wholeVerb]: whole = [], ...others } = await interleave(sides, roundsOf(place));
  return Object.entries(others).flatMap(([peer, spent]): AgainstPeer[] => [
    { peer, comparison: compare(ours, spent), figure: 'rate', atLeast },
    { peer: `${peer}; ${wholeVerb}`, comparison: compare(whole, spent), figure: 'rate', atLeast: null },
  ]);
}

async function betterAuthSide(kept: ReturnType<typeof inSqlite>, sessions: number): Promise<Side> {
  const { internalAdapter } = await (await filled(kept, sessions)).$context;
  return atOnce(birthsPerRound.peer, async (index) => {
    await internalAdapter.createSession(userOf(index, sessions));
  });
}

function expressSide(store: session.Store, sessions: number): Side {
  return atOnce(
    birthsPerRound.peer,
    (index) =>
      new Promise<void>((resolve, reject) => {
        const id = randomBytes(24).toString('base64url');
        store.set(id, dataOf(index, sessions), (error) => (error ? reject(error) : resolve()));
      }),
  );
}
