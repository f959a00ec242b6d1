import { openStorage, type Storage } from '@rollcall/storage';
import { chance } from '../chance.ts';
import { copyToPostgres } from '../peers/copy-to-postgres.ts';
import { startOwnPostgres } from '../peers/services.ts';
import type { Place } from '../place.ts';
import type { Population } from '../population.ts';
import { type ByHand, onDatabase, onFile } from './by-hand.ts';

/** Ours, and the same again to be written to by hand. */
export interface Pair {
  readonly population: Population;
  readonly storage: Storage;
  readonly byHand: ByHand;
  /** How many share a transaction by hand, and how many such transactions run at once: as ours. */
  readonly sharing: { readonly members: number; readonly transactions: number };
}

type On = <Result>(place: Place, work: (pair: Pair) => Promise<Result>) => Promise<Result>;

export const onSqlite: On = (place, work) =>
  place.withCopies('verified', ({ population, storage, file }) =>
    work({ population, storage, byHand: onFile(file), sharing: { members: 64, transactions: 1 } }),
  );

/** One server with two databases. */
export const onPostgres: On = async (place, work) => {
  const { population, ours: folder } = await place.stores('verified');
  const postgres = await startOwnPostgres();
  try {
    const [ours, floor] = [await postgres.createDatabase(), await postgres.createDatabase()];
    for (const url of [ours, floor]) await copyToPostgres(folder, url);
    const storage = await openStorage({ kind: 'postgres', url: ours }, { clock: { now: () => Date.now() }, chance });
    const byHand = onDatabase(floor);
    try {
      return await work({ population, storage, byHand, sharing: { members: 128, transactions: 2 } });
    } finally {
      await Promise.all([storage.close(), byHand.close()]);
    }
  } finally {
    await postgres.stop();
  }
};
