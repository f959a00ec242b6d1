import type { Use } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { rowsAsParameter } from '../storable.ts';
import { parentsFirst } from './act.ts';

interface UseRow {
  id: string;
  at: number;
  address: string | null;
}

/** It locks in the order in which everything does that changes several credentials. */
export async function noteUses(on: Connection, uses: readonly Use[]): Promise<void> {
  if (uses.length === 0) return;
  const ofParents = await usesOfParents(on, uses);
  const given = on.dialect.tableOf<UseRow>(
    { id: 'id', at: 'whole', address: 'text' },
    rowsAsParameter([...latestUses([...uses, ...ofParents]).values()]),
  );
  await on.db
    .with('later', (db) =>
      db
        .selectFrom('credential')
        .innerJoin(given.as('given'), 'given.id', 'credential.id')
        .select(['credential.id', 'given.at', 'given.address'])
        .where('credential.revoked_at', 'is', null)
        .whereRef('given.at', '>', 'credential.last_used_at')
        .orderBy(parentsFirst)
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

/** Whoever uses a child uses its parent; a credential never changes its parent. */
async function usesOfParents({ db, dialect }: Connection, uses: readonly Use[]): Promise<Use[]> {
  const ids = rowsAsParameter(uses.map((use) => ({ id: id(use.id) })));
  const children = await db
    .selectFrom(dialect.tableOf<{ id: Id }>({ id: 'id' }, ids).as('given'))
    .innerJoin('credential', 'credential.id', 'given.id')
    .where('credential.parent_id', 'is not', null)
    .select(['credential.id', 'credential.parent_id'])
    .execute();
  const parentOf = new Map(children.map((row) => [row.id, row.parent_id]));
  return uses.flatMap((use) => {
    const parentId = parentOf.get(id(use.id));
    return parentId === undefined || parentId === null ? [] : [{ id: parentId, at: use.at, address: use.address }];
  });
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
