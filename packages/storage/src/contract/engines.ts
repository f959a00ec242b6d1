import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStorage, type Storage, type StorageLocation } from '../index.ts';
import { chance, clock } from './fixtures.ts';

/** What the tests of one engine run on: a store of their own. */
export interface Subject {
  readonly storage: Storage;
  readonly location: StorageLocation;
}

/** Somewhere for one more store. */
export interface Place {
  readonly location: StorageLocation;
  remove(): void | Promise<void>;
}

export type EngineKind = StorageLocation['kind'];

interface Database {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Runs the tests once on each engine. Only a test file may reach for the helpers of all tests, so each hands in the one
 * that makes databases.
 */
export function onEachEngine(
  createDatabase: () => Promise<Database>,
  tests: (subject: () => Subject, engine: EngineKind, makePlace: () => Promise<Place>) => void,
): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe(`on ${engine}`, () => {
      const makePlace = engine === 'sqlite' ? async () => fileOfItsOwn() : () => databaseOfItsOwn(createDatabase);
      let opened: Subject;
      let remove: Place['remove'];
      beforeAll(async () => {
        const place = await makePlace();
        remove = place.remove;
        opened = { storage: await openStorage(place.location, { clock, chance }), location: place.location };
      });
      afterAll(async () => {
        await opened?.storage.close();
        await remove?.();
      });
      tests(() => opened, engine, makePlace);
    });
  }
}

/** Another node on the same store; SQLite has one only. */
export async function withOtherNode(
  { storage, location }: Subject,
  test: (other: Storage) => Promise<void>,
): Promise<void> {
  if (location.kind === 'sqlite') return test(storage);
  const other = await openStorage(location, { clock, chance });
  await test(other).finally(() => other.close());
}

export function fileOfItsOwn() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-storage-'));
  const location = { kind: 'sqlite', file: join(folder, 'data', 'store.db') } as const;
  return { location, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function databaseOfItsOwn(createDatabase: () => Promise<Database>): Promise<Place> {
  const database = await createDatabase();
  return { location: { kind: 'postgres', url: database.url }, remove: () => database.drop() };
}
