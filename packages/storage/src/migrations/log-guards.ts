import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { dropGuards, raiseGuards } from '../log/guards.ts';
import type { Tables } from '../schema.ts';

/** The log's guards as they are by now: they also refuse to empty a whole table at once. */
export function logGuards(dialect: Dialect) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const on = { db: db as Kysely<Tables>, dialect };
      await dropGuards(on);
      await raiseGuards(on);
    },
  };
}
