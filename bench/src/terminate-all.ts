import { type Owner, terminateAll } from '@rollcall/core';
import { openStorage, type Storage } from '@rollcall/storage';
import type Database from 'better-sqlite3';
import { Pool } from 'pg';
import { bytesFor, chance, idAt, shuffled } from './chance.ts';
import { compare, type Found, interleave, type Side, type Spent, spentHere } from './measuring.ts';
import { copyToPostgres } from './peers/copy-to-postgres.ts';
import { startOwnPostgres } from './peers/services.ts';
import type { Place } from './place.ts';
import type { Population } from './population.ts';

/** How many of the store's sessions stand in the organization that is ended. */
const inOrganization = 10_000;
const endingsPerRound = 20;
const warmUpRounds = 2;
const organization = { id: idAt(0, bytesFor('organization')), name: 'Acme' } as const;
const clock = { now: () => Date.now() };

/** What a transaction of one row is by hand, and the ending of all rows one by one, which tells how long it took. */
interface ByHand {
  readonly endOne: (id: string) => void | Promise<void>;
  readonly endRows: () => void | Promise<void>;
}

type Copy = InstanceType<typeof Database>;

/** Makes a second organization of the latest sessions, in a store that nobody has open. */
function foundSecond(file: Copy): void {
  const columns = (table: string, own: Readonly<Record<string, string>>) =>
    (file.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => own[name] ?? name).join(', ');
  const { id, name } = organization;
  file.exec(`insert into organization select ${columns('organization', { id: `'${id}'`, name: `'${name}'`, is_default: '0' })}
    from organization`);
  // The first account administers it.
  file.exec(`insert into membership select ${columns('membership', { organization_id: `'${id}'`, role: `'administrator'` })}
    from membership order by account_id limit 1`);
  file.exec(`insert into policy select ${columns('policy', { organization_id: `'${id}'` })} from policy`);
  file.exec(`update credential set organization_id = '${id}'
    where id in (select id from credential order by id desc limit ${inOrganization})`);
  // In the session that stays, which the administrator asks from.
  file.exec(`update credential set authenticated_at = ${Date.now()} where id = (select min(id) from credential)`);
}

export function terminateAllOnSqlite(place: Place): Promise<Found> {
  return place.withCopies(
    'listed',
    ({ population, storage, file }) => {
      const one = file.prepare(`update credential set revoked_at = ? where id = ?`);
      const rows = file.prepare(
        `update credential set revoked_at = ? where organization_id = ? and revoked_at is null`,
      );
      return measure(place, storage, population, {
        endOne: (id) => void one.run(Date.now(), id),
        endRows: () => void rows.run(Date.now(), organization.id),
      });
    },
    foundSecond,
  );
}

/** Both sides in one database: neither touches a row of the other. */
export async function terminateAllOnPostgres(place: Place): Promise<Found> {
  const { population, ours: folder } = await place.copies('listed', foundSecond);
  const postgres = await startOwnPostgres();
  try {
    const url = await postgres.createDatabase();
    await copyToPostgres(folder, url);
    const storage = await openStorage({ kind: 'postgres', url }, { clock, chance });
    const pool = new Pool({ connectionString: url });
    const text = 'update credential set revoked_at = $1 where id = $2';
    const all = 'update credential set revoked_at = $1 where organization_id = $2 and revoked_at is null';
    try {
      return await measure(place, storage, population, {
        endOne: async (id) => void (await pool.query({ name: 'one', text, values: [Date.now(), id] })),
        endRows: async () => void (await pool.query(all, [Date.now(), organization.id])),
      });
    } finally {
      await Promise.all([storage.close(), pool.end()]);
    }
  } finally {
    await postgres.stop();
  }
}

/** Ours is the transaction of the verb alone: before it live sessions are counted, and after it verifiers are waited for. */
async function measure(place: Place, storage: Storage, population: Population, byHand: ByHand): Promise<Found> {
  const others = shuffled(population.sessionIds.slice(0, -inOrganization), 'order of single endings').values();
  const counting = await spentHere(1, () => expectLive(storage, inOrganization));
  const sides: Record<'ours' | 'floor', Side> = {
    ours: ourSide(storage, population),
    floor: () => spentHere(endingsPerRound, () => inTurn(() => byHand.endOne(others.next().value ?? ''))),
  };
  await interleave(sides, warmUpRounds);
  await expectLive(storage, 0);
  const spent = await interleave(sides, place.scale.rounds);
  const rows = await spentHere(1, byHand.endRows);
  return {
    comparison: compare(spent.ours, spent.floor),
    asides: [
      `Counting ${inOrganization.toLocaleString('en')} live ones, before the transaction: ${counting.wallMilliseconds.toFixed(0)} ms.`,
      `Updating their rows instead: ${rows.wallMilliseconds.toFixed(0)} ms.`,
    ],
  };
}

async function inTurn(work: () => void | Promise<void>): Promise<void> {
  for (let done = 0; done < endingsPerRound; done++) await work();
}

async function expectLive({ credentials }: Storage, count: number): Promise<void> {
  const live = await credentials.countLive(organization.id, ['session'], Date.now(), 2 * inOrganization);
  if (live !== count) throw new Error(`${live} sessions are live in the organization where ${count} should be.`);
}

function ourSide(storage: Storage, { accountIds, sessionIds }: Population): Side {
  let spent: Spent = { operations: 0, cpuMicroseconds: 0, wallMilliseconds: 0 };
  const measured = async <Result>(work: Parameters<typeof storage.transaction<Result>>[0]): Promise<Result> => {
    let result: { readonly value: Result } | undefined;
    const one = await spentHere(1, async () => {
      result = { value: await storage.transaction(work) };
    });
    spent = {
      operations: spent.operations + 1,
      cpuMicroseconds: spent.cpuMicroseconds + one.cpuMicroseconds,
      wallMilliseconds: spent.wallMilliseconds + one.wallMilliseconds,
    };
    return (result as { readonly value: Result }).value;
  };
  const deps: Parameters<typeof terminateAll>[0] = {
    credentials: storage.credentials,
    transaction: Object.assign(measured, { together: measured }),
    confirmation: { confirmed: async (epoch) => ({ epoch, confirmed: 0, waitedOut: [], milliseconds: 0 }) },
    post: (outbox, kind, payload, target = '') =>
      outbox.put({
        id: chance.id(),
        kind,
        target,
        sealedPayload: Buffer.from(JSON.stringify(payload)),
        createdAt: Date.now(),
        dueAt: Date.now(),
        attempts: 0,
      }),
    clock,
    chance,
  };
  return async () => {
    spent = { operations: 0, cpuMicroseconds: 0, wallMilliseconds: 0 };
    const actor = administrator(accountIds[0] ?? '', sessionIds[0] ?? '');
    await inTurn(async () => {
      await terminateAll(deps, actor, { organizationName: organization.name, spares: 'nobody' });
    });
    return spent;
  };
}

function administrator(accountId: string, credentialId: string): Owner {
  return {
    kind: 'account',
    accountId,
    organizationId: organization.id,
    credentialId,
    deviceId: null,
    authenticatedAt: Date.now(),
    address: '192.0.2.1',
  };
}
