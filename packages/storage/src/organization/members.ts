import {
  type FactorKind,
  type LoginName,
  type Member,
  type MemberSearch,
  normalizeLogin,
  type Page,
  type PageRequest,
} from '@rollcall/core';
import { accountOf } from '../account/accounts.ts';
import { loginNameOf } from '../account/login-names.ts';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { membershipColumns, membershipOf } from './membership.ts';
import { searchMembers } from './search.ts';

export async function findMember(on: Connection, accountId: string, organizationId: string): Promise<Member | null> {
  const row = await members(on, organizationId).where('account.id', '=', id(accountId)).executeTakeFirst();
  if (row === undefined) return null;
  return memberOf(row, await factsOf(on, organizationId, [row.id]));
}

export async function pageMembers(
  on: Connection,
  organizationId: string,
  { text, role }: MemberSearch,
  page: PageRequest,
): Promise<Page<Member>> {
  let query = members(on, organizationId);
  if (role !== null) query = query.where('membership.role', '=', role);
  if (text !== null) {
    const { after } = page;
    const named = await searchMembers(on, organizationId, normalizeLogin(text), rowsToRead(page), role, after);
    if (named.length === 0) return { rows: [], next: null };
    query = query.where('membership.account_id', 'in', named.map(id));
  }
  if (page.after !== null) query = query.where('membership.account_id', '<', id(page.after));
  const read = await query.orderBy('membership.account_id', 'desc').limit(rowsToRead(page)).execute();
  const { rows, next } = pageOf(read, page);
  const facts = await factsOf(
    on,
    organizationId,
    rows.map((row) => row.id),
  );
  return { rows: rows.map((row) => memberOf(row, facts)), next };
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

/** What of these accounts stands in other tables, by the account's id. */
interface MemberFacts {
  readonly loginNames: ReadonlyMap<string, readonly LoginName[]>;
  readonly secondFactors: ReadonlyMap<string, readonly FactorKind[]>;
  readonly lastSeenAt: ReadonlyMap<string, number>;
}

async function factsOf(on: Connection, organizationId: string, accountIds: readonly string[]): Promise<MemberFacts> {
  if (accountIds.length === 0) return { loginNames: new Map(), secondFactors: new Map(), lastSeenAt: new Map() };
  const [loginNames, secondFactors, lastSeenAt] = await Promise.all([
    loginNamesOf(on, accountIds),
    secondFactorsOf(on, accountIds),
    lastSeenOf(on, organizationId, accountIds),
  ]);
  return { loginNames, secondFactors, lastSeenAt };
}

async function loginNamesOf({ db }: Connection, accountIds: readonly string[]): Promise<Map<string, LoginName[]>> {
  const rows = await db
    .selectFrom('login_name')
    .selectAll()
    .where('account_id', 'in', accountIds.map(id))
    .orderBy('created_at')
    .orderBy('normalized')
    .execute();
  return Map.groupBy(rows.map(loginNameOf), ({ accountId }) => accountId);
}

async function secondFactorsOf({ db }: Connection, accountIds: readonly string[]): Promise<Map<string, FactorKind[]>> {
  const rows = await db
    .selectFrom('factor')
    .select(['account_id', 'kind'])
    .distinct()
    .where('account_id', 'in', accountIds.map(id))
    .orderBy('kind')
    .execute();
  const byAccount = Map.groupBy(rows, (row) => row.account_id as string);
  return new Map([...byAccount].map(([accountId, found]) => [accountId, found.map(({ kind }) => kind)]));
}

/** Ended sessions count too. */
async function lastSeenOf(
  { db }: Connection,
  organizationId: string,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('credential')
    .select((row) => ['account_id', row.fn.max('last_used_at').as('at')])
    .where('account_id', 'in', accountIds.map(id))
    .where('kind', '=', 'session')
    .where('organization_id', '=', id(organizationId))
    .groupBy('account_id')
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.at]));
}

function memberOf(row: MemberRow, { loginNames, secondFactors, lastSeenAt }: MemberFacts): Member {
  return {
    account: accountOf(row),
    membership: membershipOf(row),
    loginNames: loginNames.get(row.id) ?? [],
    serviceId: row.service_id,
    secondFactors: secondFactors.get(row.id) ?? [],
    lastSeenAt: lastSeenAt.get(row.id) ?? null,
  };
}
