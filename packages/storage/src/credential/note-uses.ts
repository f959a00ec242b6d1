import type { Use } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { rowsAsParameter } from '../storable.ts';

interface UseRow {
  id: string;
  at: number;
  address: string | null;
}

/** One statement. It locks in the order of ids, as everything does that changes several credentials. */
export async function noteUses(on: Connection, uses: readonly Use[]): Promise<void> {
  if (uses.length === 0) return;
  const given = on.dialect.tableOf<UseRow>(
    { id: 'id', at: 'whole', address: 'text' },
    rowsAsParameter([...latestUses(uses).values()]),
  );
  await on.db
    .with('later', (db) =>
      db
        .selectFrom('credential')
        .innerJoin(given.as('given'), 'given.id', 'credential.id')
        .select(['credential.id', 'given.at', 'given.address'])
        .where('credential.revoked_at', 'is', null)
        .whereRef('given.at', '>', 'credential.last_used_at')
        .orderBy('credential.id')
        .modifyEnd(on.dialect.lockRows('credential')),
    )
    .updateTable('credential')
    .from('later')
    .set((row) => ({
      last_used_at: row.ref('later.at'),
      last_address: row.fn.coalesce('later.address', 'credential.last_address'),
    }))
    .whereRef('credential.id', '=', 'later.id')
    .whereRef('credential.last_used_at', '<', 'later.at')
    .where('credential.revoked_at', 'is', null)
    .execute();
}

function latestUses(uses: readonly Use[]): Map<string, UseRow> {
  const latest = new Map<string, UseRow>();
  for (const use of uses) {
    const known = latest.get(use.id);
    if (known !== undefined && known.at >= use.at) continue;
    latest.set(use.id, { id: id(use.id), at: use.at, address: use.address });
  }
  return latest;
}
