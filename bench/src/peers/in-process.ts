import type { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { BetterSqlite3Adapter } from '@lucia-auth/adapter-sqlite';
import { createVerifier, type Verifier } from '@rollcall/verifier';
import Database from 'better-sqlite3';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { Lucia } from 'lucia';
import { shuffled } from '../chance.ts';
import { compare, interleave, type Side, spentHere } from '../measuring.ts';
import type { Place } from '../place.ts';
import type { PeersFound } from './against.ts';
import { secret, tokenOf, userAt, userOf, usersOf } from './programs/program.ts';

const tokensPerRound = { ours: 20_000, peer: 2_000 };
const address = '192.0.2.7';

interface InProcess {
  readonly atLeast: number;
  readonly setting: string;
  /** Answers the side that judges so many tokens. */
  readonly side: (place: Place) => Promise<Side>;
}

const peers: Readonly<Record<string, InProcess>> = {
  'jose, HS256': {
    atLeast: 15,
    setting: '`jwtVerify` with a key of 64 bytes, expiry checked',
    side: async () => {
      const key = new TextEncoder().encode(secret);
      return verifying('HS256', key, key);
    },
  },
  'jose, ES256': {
    atLeast: 50,
    setting: '`jwtVerify` with an imported public key',
    side: async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      return verifying('ES256', privateKey, publicKey);
    },
  },
  'Lucia 3': {
    atLeast: 10,
    setting: '`validateSession` with its adapter for better-sqlite3, in WAL',
    side: async (place) => luciaSide(place),
  },
};

/** The token is there, as if it had come; what is counted is judging it. */
export async function inProcessAgainstPeers(place: Place): Promise<PeersFound> {
  return place.withStores('verified', async ({ population, storage }) => {
    const verifier = createVerifier({ store: storage.verifiers, clock: { now: () => Date.now() }, name: 'bench' });
    await verifier.start();
    try {
      for (const token of population.tokens) await verifier.verify(token, 'session', { now: Date.now(), address });
      const ours = ourSide(verifier, shuffled(population.tokens, 'order of verifying beside peers'));
      const lines = [];
      for (const [peer, { side, atLeast }] of Object.entries(peers)) {
        const sides = { ours, peer: await side(place) };
        await interleave(sides, 6);
        const spent = await interleave(sides, place.scale.rounds);
        lines.push({ peer, comparison: compare(spent.ours, spent.peer), figure: 'cpu' as const, atLeast });
      }
      return { lines, asides: Object.entries(peers).map(([name, { setting }]) => `${name}: ${setting}.`) };
    } finally {
      await verifier.stop();
    }
  });
}

function ourSide(verifier: Verifier, all: readonly string[]): Side {
  let from = 0;
  return async () => {
    const tokens = all.slice(from, from + tokensPerRound.ours);
    from = from + tokensPerRound.ours < all.length ? from + tokensPerRound.ours : 0;
    for (const _ of verifier.takeUses());
    await verifier.sync();
    let good = 0;
    const spent = await spentHere(tokens.length, () => {
      for (const token of tokens) {
        const verdict = verifier.verify(token, 'session', { now: Date.now(), address });
        if ('active' in verdict && verdict.active) good += 1;
      }
    });
    allGood(good, tokens.length);
    return spent;
  };
}

type Key = webcrypto.CryptoKey | Uint8Array;

async function verifying(algorithm: string, signWith: Key, verifyWith: Key): Promise<Side> {
  const tokens: string[] = [];
  for (let index = 0; index < tokensPerRound.peer; index++) {
    const token = new SignJWT().setProtectedHeader({ alg: algorithm }).setSubject(userAt(index)).setIssuedAt();
    tokens.push(await token.setExpirationTime('1h').sign(signWith));
  }
  return judging(tokens, async (token, index) => {
    const { payload } = await jwtVerify(token, verifyWith, { algorithms: [algorithm] });
    return payload.sub === userAt(index);
  });
}

function judging(tokens: readonly string[], judge: (token: string, index: number) => Promise<boolean>): Side {
  return async () => {
    let good = 0;
    const spent = await spentHere(tokens.length, async () => {
      for (const [index, token] of tokens.entries()) if (await judge(token, index)) good += 1;
    });
    allGood(good, tokens.length);
    return spent;
  };
}

function luciaSide(place: Place): Side {
  const database = new Database(join(place.newFolder('lucia'), 'lucia.db'));
  database.pragma('journal_mode = WAL');
  database.exec(`create table user (id text not null primary key);
    create table session (id text not null primary key, expires_at integer not null,
      user_id text not null references user(id))`);
  const sessions = place.scale.sessions.verified;
  const user = database.prepare('insert into user (id) values (?)');
  const session = database.prepare('insert into session (id, expires_at, user_id) values (?, ?, ?)');
  const expiresAt = Math.floor(Date.now() / 1_000) + 30 * 86_400;
  database.transaction(() => {
    for (let index = 0; index < usersOf(sessions); index++) user.run(userAt(index));
    for (let index = 0; index < sessions; index++) session.run(tokenOf(index), expiresAt, userOf(index, sessions));
  })();
  const lucia = new Lucia(new BetterSqlite3Adapter(database, { user: 'user', session: 'session' }));
  const all = shuffled(
    Array.from({ length: sessions }, (_, index) => index),
    'order of validating',
  ).slice(0, tokensPerRound.peer);
  return judging(all.map(tokenOf), async (token, at) => {
    const found = await lucia.validateSession(token);
    return found.user?.id === userOf(all[at] ?? 0, sessions);
  });
}

function allGood(good: number, of: number): void {
  if (good !== of) throw new Error(`Only ${good} of ${of} tokens were found good.`);
}
