import { type RawBuilder, sql } from 'kysely';
import type { Id } from './id.ts';

/**
 * A column of ids, spelled so that no index fits: for a condition beside another that leaves fewer rows. SQLite has no statistics here,
 * and would take either index; that of an organization leads through a million rows where that of an account leads to ten.
 */
export function unindexed(column: string): RawBuilder<Id> {
  return sql<Id>`coalesce(${sql.ref(column)}, ${sql.ref(column)})`;
}
