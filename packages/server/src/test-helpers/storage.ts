import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@rollcall/core';
import { openStorage, type Storage } from '@rollcall/storage';
import { systemChance } from '../chance.ts';
import { systemClock } from '../clock.ts';

/** A SQLite store of the test's own. */
export interface TestStorage {
  /** Opens the store; again, as a restart does, after closing what was open. */
  open(clock?: Clock): Promise<Storage>;
  remove(): Promise<void>;
}

export function storageOfItsOwn(): TestStorage {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-server-'));
  let opened: Storage | null = null;
  return {
    async open(clock = systemClock) {
      await opened?.close();
      opened = await openStorage({ kind: 'sqlite', file: join(folder, 'store.db') }, { clock, chance: systemChance });
      return opened;
    },
    async remove() {
      await opened?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
