import type { Holder } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';

export async function findHolders(
  { db }: Connection,
  organizationId: string,
  accountIds: readonly string[],
): Promise<Holder[]> {
  if (accountIds.length === 0) return [];
  const rows = await db
    .selectFrom('account')
    .leftJoin('membership', (join) =>
      join.onRef('membership.account_id', '=', 'account.id').on('membership.organization_id', '=', id(organizationId)),
    )
    .select(['account.id', 'account.display_name', 'membership.role'])
    .where('account.id', 'in', accountIds.map(id))
    .execute();
  return rows.map((row) => ({ accountId: row.id, displayName: row.display_name, role: row.role }));
}
