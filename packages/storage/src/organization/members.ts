import {
  type LoginName,
  type Member,
  type MemberSearch,
  normalizeLogin,
  type Page,
  type PageRequest,
} from '@rollcall/core';
import { sql } from 'kysely';
import { accountOf } from '../account/accounts.ts';
import { loginNameOf } from '../account/login-names.ts';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { membershipColumns, membershipOf } from './membership.ts';
import { isNamedLike } from './search.ts';

export async function findMember(on: Connection, accountId: string, organizationId: string): Promise<Member | null> {
  const row = await members(on, organizationId).where('account.id', '=', id(accountId)).executeTakeFirst();
  if (row === undefined) return null;
  return memberOf(row, await loginNamesOf(on, [row.id]));
}

export async function pageMembers(
  on: Connection,
  organizationId: string,
  { text, role }: MemberSearch,
  page: PageRequest,
): Promise<Page<Member>> {
  let query = members(on, organizationId);
  if (role !== null) query = query.where('membership.role', '=', role);
  if (text !== null) query = query.where(isNamedLike(on, sql.ref('membership.account_id'), normalizeLogin(text)));
  if (page.after !== null) query = query.where('membership.account_id', '<', id(page.after));
  const read = await query.orderBy('membership.account_id', 'desc').limit(rowsToRead(page)).execute();
  const { rows, next } = pageOf(read, page);
  const names = await loginNamesOf(
    on,
    rows.map((row) => row.id),
  );
  return { rows: rows.map((row) => memberOf(row, names)), next };
}

const members = ({ db }: Connection, organizationId: string) =>
  db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .leftJoin('external_account', 'external_account.account_id', 'account.id')
    .selectAll('account')
    .select(membershipColumns)
    .select('external_account.service_id')
    .where('membership.organization_id', '=', id(organizationId));

type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number];

async function loginNamesOf({ db }: Connection, accountIds: readonly string[]): Promise<Map<string, LoginName[]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('login_name')
    .selectAll()
    .where('account_id', 'in', accountIds.map(id))
    .orderBy('created_at')
    .orderBy('normalized')
    .execute();
  return Map.groupBy(rows.map(loginNameOf), ({ accountId }) => accountId);
}

function memberOf(row: MemberRow, names: ReadonlyMap<string, LoginName[]>): Member {
  return {
    account: accountOf(row),
    membership: membershipOf(row),
    loginNames: names.get(row.id) ?? [],
    serviceId: row.service_id,
  };
}
