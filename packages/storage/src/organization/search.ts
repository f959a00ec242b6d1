import type { Role, Stretch } from '@rollcall/core';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Id } from '../id.ts';
import { lookAtMembers, type Members, usualLooks } from './look-at-members.ts';

/**
 * Members whose name or login name has the text in it, which is compared as names are, the latest account first; at most so many,
 * with that role, from there on.
 */
export async function searchMembers(
  on: Connection,
  organizationId: string,
  namePart: string,
  atMost: number,
  role: Role | null = null,
  after: string | null = null,
): Promise<string[]> {
  const ids: string[] = [];
  let from = after;
  do {
    const { found, next }: Stretch<string> = await lookAtMembers(on, organizationId, from, usualLooks, (members) =>
      named(on, role === null ? members : members.where('membership.role', '=', role), namePart),
    );
    ids.push(...found);
    from = next;
  } while (from !== null && ids.length < atMost);
  return ids.slice(0, atMost);
}

async function named(on: Connection, members: Members, namePart: string): Promise<string[]> {
  const rows = await members
    .select('membership.account_id as id')
    .where(isNamedLike(on, sql.ref('membership.account_id'), namePart))
    .execute();
  return rows.map((row) => row.id);
}

/** Whether an account has a name with that text in it. No pattern: a percent sign is a percent sign. */
export function isNamedLike(
  { dialect }: Pick<Connection, 'dialect'>,
  accountId: RawBuilder<Id> | RawBuilder<unknown>,
  namePart: string,
): RawBuilder<SqlBool> {
  const has = (column: string) => dialect.isIn(sql.ref(column), namePart);
  return sql<SqlBool>`(exists (select 1 from account where account.id = ${accountId} and ${has('account.compared_name')})
    or exists (select 1 from login_name where login_name.account_id = ${accountId} and ${has('login_name.normalized')}))`;
}
