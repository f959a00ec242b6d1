import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStorage, type Storage } from '@rollcall/storage';
import Database from 'better-sqlite3';
import { chance } from './chance.ts';
import { type Population, populate } from './population.ts';
import type { Scale } from './scale.ts';

export type File = InstanceType<typeof Database>;

/** The same population twice, because a store is open to one process only, and then to one connection. */
export interface Stores {
  readonly population: Population;
  /** Folders with a `rollcall.db` each. */
  readonly ours: string;
  readonly floor: string;
}

/** Both opened. */
export interface OpenStores {
  readonly population: Population;
  readonly storage: Storage;
  readonly file: File;
}

export type StoreSize = 'verified' | 'listed';

/** Where measurements run: how much there is of everything, and a folder that is removed at the end. */
export class Place {
  readonly scale: Scale;
  readonly #folder: string;
  readonly say: (line: string) => void;
  #folders = 0;
  readonly #made = new Map<StoreSize, Stores>();

  constructor(folder: string, scale: Scale, say: (line: string) => void) {
    this.#folder = folder;
    this.scale = scale;
    this.say = say;
  }

  /** Made at the first call and kept for the run, whatever a measurement has added meanwhile: to both the same. */
  async stores(size: StoreSize): Promise<Stores> {
    const known = this.#made.get(size);
    if (known !== undefined) return known;
    const began = performance.now();
    const ours = this.newFolder(`${size}-ours`);
    const floor = this.newFolder(`${size}-floor`);
    const sessions = this.scale.sessions[size];
    const { sessionsPerAccount } = this.scale;
    const withTokens = size === 'verified';
    const population = await populate(fileIn(ours), { sessions, sessionsPerAccount, withTokens });
    copyFileSync(fileIn(ours), fileIn(floor));
    for (const folder of [ours, floor]) settle(fileIn(folder));
    const stores: Stores = { population, ours, floor };
    this.#made.set(size, stores);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    this.say(`Made a store of ${sessions.toLocaleString('en')} live sessions, twice, in ${seconds} s.`);
    return stores;
  }

  async withStores<Result>(size: StoreSize, work: (stores: OpenStores) => Promise<Result>): Promise<Result> {
    return opened(await this.stores(size), work);
  }

  /** The same with copies, for a measurement that ends what others still need. */
  async withCopies<Result>(
    size: StoreSize,
    work: (stores: OpenStores) => Promise<Result>,
    change?: (file: File) => void,
  ): Promise<Result> {
    return opened(await this.copies(size, change), work);
  }

  /** Copies that nobody has open, changed by hand where a measurement needs more than the population is. */
  async copies(size: StoreSize, change: (file: File) => void = () => undefined): Promise<Stores> {
    const { population, ...from } = await this.stores(size);
    const [ours, floor] = [from.ours, from.floor].map((folder) => {
      const copy = this.newFolder('copy');
      copyFileSync(fileIn(folder), fileIn(copy));
      const file = new Database(fileIn(copy));
      change(file);
      file.close();
      settle(fileIn(copy));
      return copy;
    }) as [string, string];
    return { population, ours, floor };
  }

  /** An empty one, which goes with the rest. */
  newFolder(name: string): string {
    const folder = join(this.#folder, `${++this.#folders}-${name}`);
    mkdirSync(folder);
    return folder;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function opened<Result>(
  { population, ours, floor }: Stores,
  work: (stores: OpenStores) => Promise<Result>,
): Promise<Result> {
  const storage = await openOurs(ours);
  const file = openFloor(floor);
  try {
    return await work({ population, storage, file });
  } finally {
    file.close();
    await storage.close();
  }
}

/** Has the disk take it all now, and not with the first commit of a measurement. */
function settle(file: string): void {
  const open = openSync(file, 'r+');
  fsyncSync(open);
  closeSync(open);
}

/** Where the server keeps its store in its data folder. */
export const fileIn = (folder: string): string => join(folder, 'rollcall.db');

function openOurs(folder: string): Promise<Storage> {
  return openStorage({ kind: 'sqlite', file: fileIn(folder) }, { clock: { now: () => Date.now() }, chance });
}

/** The floor's connection, with every setting as the product's. */
function openFloor(folder: string): File {
  const floor = new Database(fileIn(folder), { timeout: 0 });
  floor.pragma('locking_mode = EXCLUSIVE');
  floor.pragma('journal_mode = WAL');
  floor.pragma('synchronous = FULL');
  floor.pragma('foreign_keys = ON');
  floor.pragma('cache_size = -65536');
  floor.pragma('wal_autocheckpoint = 4000');
  return floor;
}
