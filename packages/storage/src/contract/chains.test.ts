import {
  beginning,
  type CheckedLog,
  defaultPolicy,
  headIn,
  type KeptHead,
  type Stores,
  sealLog,
  serverChain,
  textOfHead,
  verifyLog,
} from '@rollcall/core';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../../../tests/src/postgres.ts';
import { atomically, type Connection } from '../connection.ts';
import type { Engine } from '../engine.ts';
import { openStorage, type Storage } from '../index.ts';
import { dropGuards } from '../log/guards.ts';
import { openEngine } from '../open-engine.ts';
import { storesOn } from '../stores-on.ts';
import { onEachEngine, type Place, withOtherNode } from './engines.ts';
import { chance, clock, day, newEntry, newHash, newId, noon } from './fixtures.ts';

const sealing = { chance: { ...chance, bytes: (count: number) => newHash().subarray(0, count) }, clock };
const seal = (storage: Storage, batch = 100) =>
  sealLog({ chains: storage.chains, transaction: storage.transaction, ...sealing }, batch);
async function verify(stores: Stores, kept: readonly KeptHead[] = []): Promise<CheckedLog> {
  const verification = verifyLog(stores, kept);
  for (;;) {
    const step = await verification.next();
    if (step.done === true) return step.value;
  }
}

/** What verifying says of a chain that is not what it was. */
const broken = ({ chains }: CheckedLog) =>
  chains.flatMap((chain) => (chain.broken === null ? [] : [{ chainId: chain.chainId, ...chain.broken }]));

describe('the chain of the log', () => {
  onEachEngine(createDatabase, (subject, _engine, makePlace) => {
    const organizationId = newId();
    const other = newId();
    /** In the order of their sealing: every third has no address, every fourth belongs to the other organization. */
    const entries = Array.from({ length: 24 }, (_, index) =>
      newEntry(newId(), {
        organizationId: index % 4 === 3 ? other : organizationId,
        ...(index % 3 === 2 && { address: null }),
        details: index % 2 === 0 ? { count: 2, act: 'lost', Ö: true } : {},
      }),
    );
    const own = entries.filter((entry) => entry.organizationId === organizationId);
    const anonymous = newEntry(null, { organizationId: null, actorKind: 'anonymous' });
    let heads: KeptHead[];
    let place: Place;
    let engine: Engine;
    let stores: Stores;

    beforeAll(async () => {
      place = await makePlace();
      const storage = await openStorage(place.location, { clock, chance });
      for (const entry of entries) await storage.log.append(entry);
      await storage.log.append(anonymous);
      while ((await seal(storage, 10)) > 0);
      heads = await storage.chains.heads();
      await storage.close();
      engine = openEngine(place.location);
      stores = storesOn(engine.on, { lookedUpTo: null });
    });
    afterAll(async () => {
      await engine.close();
      await place.remove();
    });

    test('has every line once, each organization its own, and the server one', async () => {
      const checked = await verify(stores, heads);
      expect(broken(checked)).toEqual([]);
      expect(checked.unsealed).toBe(0);
      const lengths = new Map(checked.chains.map(({ chainId, mark }) => [chainId, mark.sequence]));
      expect(lengths).toEqual(
        new Map([
          [organizationId, 18],
          [other, 6],
          [serverChain, 1],
        ]),
      );
      const lines = await stores.chains.lines(organizationId, 0, 100);
      expect(lines).toMatchObject(own);
      expect(await stores.chains.lines(organizationId, 16, 100)).toHaveLength(2);
    });

    test('is what another node goes on with, and a line with an older id that comes later is not left out', async () => {
      const late = newEntry(newId(), { organizationId: other, id: '01890000-0000-7000-8000-000000000001' });
      await inside(engine, async (stores) => {
        await stores.log.append(late);
        await sealLog({ chains: stores.chains, transaction: asTransaction(stores), ...sealing }, 100);
        expect(broken(await verify(stores, heads))).toEqual([]);
        const [last] = await stores.chains.lines(other, 6, 100);
        expect(last).toMatchObject({ id: late.id, seal: { sequence: 7 } });
      });
    });

    describe('is found broken', () => {
      const victim = own[3]?.id ?? '';
      const following = own[4]?.id ?? '';
      const last = own.at(-1)?.id ?? '';
      const row = (id: string) => sql`where id = ${id}`;
      const forge = (on: Connection, statement: RawBuilder<unknown>) => statement.execute(on.db);
      const at = (sequence: number, fault: string, entryId: string | null = victim) => [
        { chainId: organizationId, fault, sequence, entryId, at: entryId === null ? null : noon },
      ];

      const changes = {
        event: sql`'session.signed_out'`,
        at: sql`at + 1`,
        account_id: sql`null`,
        actor_kind: sql`'operator'`,
        actor_account_id: sql`null`,
        actor_device_id: sql`null`,
        credential_id: sql`null`,
        device_id: sql`null`,
        details: sql`'{"count":3}'`,
        commitment: sql`null`,
        digest: sql`chain_hash`,
      };
      test.each(Object.entries(changes))('where %s of a line was changed', async (column, value) => {
        const faults = column === 'commitment' ? 'address_changed' : 'changed';
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set ${sql.ref(column)} = ${value} ${row(victim)}`);
          expect(broken(await verify(stores))).toMatchObject([{ sequence: 4, fault: faults }]);
        });
      });

      test('where details are no longer what can be read', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set details = 'null' ${row(victim)}`);
          expect(broken(await verify(stores))).toEqual(at(4, 'changed'));
        });
      });

      test.each([
        ['was changed', sql`address = '198.51.100.9'`],
        ['was erased without its salt', sql`address = null`],
        ['was erased and another one put in its place', sql`address = '198.51.100.9', salt = null`],
        ['has another salt', sql`salt = digest`],
      ])('where an address %s', async (_, change) => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set ${change} ${row(victim)}`);
          expect(broken(await verify(stores))).toEqual(at(4, 'address_changed'));
        });
      });

      test('where a line was removed, named by the place that is empty', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`delete from log ${row(victim)}`);
          expect(broken(await verify(stores))).toEqual(at(4, 'removed', null));
        });
      });

      test('where a line was removed and those behind it were moved up', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`delete from log ${row(victim)}`);
          await forge(
            on,
            sql`update log set sequence = sequence - 1 where organization_id = ${organizationId} and sequence > 4`,
          );
          expect(broken(await verify(stores))).toEqual(at(4, 'moved', following));
        });
      });

      test('where two lines changed places', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set sequence = 9 - sequence where id in (${victim}, ${following})`);
          expect(broken(await verify(stores))).toEqual(at(4, 'moved', following));
        });
      });

      test('where a line was put in twice', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set sequence = 4 ${row(following)}`);
          const [found] = broken(await verify(stores));
          expect(found?.sequence === 4 || found?.sequence === 5).toBe(true);
        });
      });

      test('where a line was given to another organization', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set organization_id = ${other} ${row(victim)}`);
          const found = broken(await verify(stores));
          expect(found).toContainEqual(at(4, 'removed', null)[0]);
        });
      });

      test('where the last line was removed', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`delete from log ${row(last)}`);
          expect(broken(await verify(stores))).toEqual(at(18, 'cut_off', null));
        });
      });

      test('where its end was cut off together with what the store knows of it, against a head kept elsewhere', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`delete from log where organization_id = ${organizationId} and sequence > 15`);
          const [before] = (await stores.chains.lines(organizationId, 14, 1)).map(({ seal }) => seal.chainHash);
          await forge(on, sql`update log_chain set sequence = 15, chain_hash = ${before} where id = ${organizationId}`);
          expect(broken(await verify(stores))).toEqual([]);
          expect(broken(await verify(stores, heads))).toEqual(at(16, 'cut_off', null));
        });
      });

      test('where all of it was made anew, against a head kept elsewhere', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`update log set details = '{}' ${row(victim)}`);
          await forge(
            on,
            sql`update log set sequence = null, salt = null, commitment = null, digest = null, chain_hash = null
              where organization_id = ${organizationId}`,
          );
          await forge(on, sql`delete from log_chain where id = ${organizationId}`);
          await sealLog({ chains: stores.chains, transaction: asTransaction(stores), ...sealing }, 100);
          expect(broken(await verify(stores))).toEqual([]);
          expect(broken(await verify(stores, heads))).toEqual(at(18, 'rewritten', last));
          const earlier = heads.map((head) => ({ ...head, sequence: 3, chainHash: newHash() }));
          expect(broken(await verify(stores, earlier))).toContainEqual(at(3, 'rewritten', own[2]?.id)[0]);
        });
      });

      test('where the whole chain is gone', async () => {
        await tampered(engine, async (on, stores) => {
          await forge(on, sql`delete from log where organization_id = ${organizationId}`);
          await forge(on, sql`delete from log_chain where id = ${organizationId}`);
          expect(broken(await verify(stores, heads))).toEqual(at(1, 'cut_off', null));
        });
      });
    });

    describe('only grows: the store refuses', () => {
      test.each([
        ['to change what happened', sql`update log set event = 'session.signed_out'`],
        ['to change whose it is', sql`update log set account_id = null`],
        ['to change details', sql`update log set details = '{}'`],
        ['to change an address', sql`update log set address = '198.51.100.9'`],
        ['to erase an address and leave its salt', sql`update log set address = null`],
        ['to give a line another salt', sql`update log set salt = digest`],
        ['to give a line another place', sql`update log set sequence = sequence + 1`],
        ['to take a seal away', sql`update log set sequence = null, digest = null, chain_hash = null`],
        ['to remove a line', sql`delete from log`],
        ['to shorten a chain', sql`update log_chain set sequence = sequence - 1`],
        ['to exchange the end of a chain', sql`update log_chain set chain_hash = chain_hash`],
        ['to forget a chain', sql`delete from log_chain`],
      ])('%s', async (_, statement) => {
        const forged = inside(engine, async (_stores, on) => {
          await statement.execute(on.db);
        });
        await expect(forged).rejects.toThrow('The log only grows.');
        expect(broken(await verify(stores, heads))).toEqual([]);
      });

      test.each(['log', 'log_chain'])('to remove rows of %s in the ways that pass by each row', async (table) => {
        const { kind } = subject().location;
        const forged = inside(engine, async (_stores, on) => {
          const statement = {
            sqlite: sql`insert or replace into ${sql.table(table)} select * from ${sql.table(table)}`,
            postgres: sql`truncate ${sql.table(table)}`,
          };
          await statement[kind].execute(on.db);
        });
        await expect(forged).rejects.toThrow('The log only grows.');
        expect(broken(await verify(stores, heads))).toEqual([]);
      });

      test('to erase the address of a line that is not sealed yet', async () => {
        const forged = inside(engine, async (stores, on) => {
          await stores.log.append(newEntry(newId()));
          await sql`update log set address = null where sequence is null`.execute(on.db);
        });
        await expect(forged).rejects.toThrow('The log only grows.');
      });
    });

    test('still holds when addresses were erased on schedule, and nothing that could tell them is left', async () => {
      await inside(engine, async (stores, on) => {
        const later = noon + defaultPolicy.addressDays * day + 1;
        const { id } = await stores.organizations.default();
        const old = newEntry(newId(), { organizationId: id });
        const recent = newEntry(newId(), { organizationId: id, at: later - day });
        for (const entry of [old, recent]) await stores.log.append(entry);
        expect(await stores.log.eraseAddresses(later, 100)).toBe(1);
        await sealLog({ chains: stores.chains, transaction: asTransaction(stores), ...sealing }, 100);
        expect(await stores.log.eraseAddresses(later, 100)).toBe(1);
        expect(await stores.log.eraseAddresses(later, 100)).toBe(0);
        const { rows } = await sql<object>`select address, salt from log where id = ${old.id}`.execute(on.db);
        expect(rows).toEqual([{ address: null, salt: null }]);
        const [erased, kept] = await stores.chains.lines(id, 0, 10);
        expect([erased?.address, kept?.address]).toEqual([null, '192.0.2.1']);
        expect(erased?.seal.commitment).toHaveLength(32);
        expect(broken(await verify(stores, heads))).toEqual([]);
      });
    });

    test('is sealed by one node at a time', async () => {
      await withOtherNode(subject(), async (node) => {
        const { kind } = subject().location;
        await subject().storage.transaction(async (stores) => {
          expect(await stores.chains.lock()).toBe(true);
          const isElsewhere = kind === 'postgres' && (await node.transaction((others) => others.chains.lock()));
          expect(isElsewhere).toBe(false);
        });
        expect(await node.transaction((stores) => stores.chains.lock())).toBe(true);
      });
    });

    test('takes up what was noted before there was one, and grows on after a restart', async () => {
      const place = await makePlace();
      const first = await openStorage(place.location, { clock, chance });
      for (const entry of entries.slice(0, 5)) await first.log.append(entry);
      await first.close();
      const second = await openStorage(place.location, { clock, chance });
      expect(await seal(second)).toBe(5);
      const kept = await second.chains.heads();
      for (const entry of entries.slice(5)) await second.log.append(entry);
      expect(await seal(second)).toBe(19);
      expect(await seal(second)).toBe(0);
      expect(broken(await verify(second, kept))).toEqual([]);
      await second.close();
      await place.remove();
    });
  });
});

test('a head is written down in one line and read again, and nothing else is one', () => {
  const head = { chainId: newId(), sequence: 12, chainHash: newHash() };
  expect(headIn(textOfHead(head))).toEqual(head);
  const ofServer = { ...head, chainId: serverChain };
  expect(textOfHead(ofServer)).toMatch(/^server:12:[0-9a-f]{64}$/);
  expect(headIn(textOfHead(ofServer))).toEqual(ofServer);
  for (const text of ['', 'server:0:00', `server:1:${'0'.repeat(63)}`, `x:1:${'0'.repeat(64)}`, ` ${textOfHead(head)}`])
    expect(headIn(text)).toBeNull();
  expect(beginning.sequence).toBe(0);
});

class TakenBack extends Error {}

/** Something happens inside a transaction and is taken back. */
async function inside(engine: Engine, work: (stores: Stores, on: Connection) => Promise<void>): Promise<void> {
  const taken = new TakenBack();
  const done = atomically(engine.on, async (on) => {
    await work(storesOn(on, { lookedUpTo: null }), on);
    throw taken;
  });
  await done.catch((error: unknown) => {
    if (error !== taken) throw error;
  });
}

/** The same, by somebody who may do everything in the store. */
function tampered(engine: Engine, work: (on: Connection, stores: Stores) => Promise<void>): Promise<void> {
  return inside(engine, async (stores, on) => {
    await dropGuards(on);
    await work(on, stores);
  });
}

function asTransaction(stores: Stores): Storage['transaction'] {
  const run = <Result>(work: (stores: Stores) => Promise<Result>) => work(stores);
  return Object.assign(run, { together: run });
}
