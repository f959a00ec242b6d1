import type { Stores } from '@rollcall/core';
import { atomically } from '../connection.ts';
import { sqlite } from '../dialect.ts';
import { startReplacing } from '../engines/sqlite/restore-file.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { openEngine } from '../open-engine.ts';
import { storesOn } from '../stores-on.ts';

export interface RestoreOptions {
  readonly now: number;
  /** Runs on what comes back, before it takes the store's place. */
  readonly settle: (stores: Stores) => Promise<void>;
}

/** Puts a backup into the store's place. Returns where the store that was there is kept; `null` where there was none. */
export async function restoreStore(file: string, backup: string, options: RestoreOptions): Promise<string | null> {
  const replacement = await startReplacing(file, backup, Object.keys(migrations(sqlite)));
  try {
    await settleDraft(replacement.draft, options);
    return await replacement.finish(options.now);
  } catch (error) {
    await replacement.abandon();
    throw error;
  }
}

async function settleDraft(draft: string, { settle }: RestoreOptions): Promise<void> {
  const engine = openEngine({ kind: 'sqlite', file: draft });
  try {
    await migrate(engine.on);
    await atomically(engine.on, async (on) => {
      // Of processes that ran on the store when it was copied: nobody is to wait for them.
      await on.db.deleteFrom('verifier').execute();
      await settle(storesOn(on, { lookedUpTo: null }));
    });
  } finally {
    await engine.close();
  }
}
