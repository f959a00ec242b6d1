import type { Membership, Role } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';

export async function addMember({ db }: Connection, membership: Membership): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      account_id: membership.accountId,
      organization_id: membership.organizationId,
      role: membership.role,
      joined_order: sql<number>`(select count(*) from membership where account_id = ${id(membership.accountId)})`,
    })
    .execute();
}

export async function setRole({ db }: Connection, membership: Membership): Promise<void> {
  await db
    .updateTable('membership')
    .set({ role: membership.role })
    .where('account_id', '=', id(membership.accountId))
    .where('organization_id', '=', id(membership.organizationId))
    .execute();
}

export async function findMembership(
  { db }: Connection,
  accountId: string,
  organizationId: string,
): Promise<Membership | null> {
  const row = await db
    .selectFrom('membership')
    .select(['account_id', 'organization_id', 'role'])
    .where('account_id', '=', id(accountId))
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirst();
  return row === undefined ? null : membershipOf(row);
}

export async function membershipsOf(on: Connection, accountId: string): Promise<Membership[]> {
  const rows = await rowsOfAccount(on, { account_id: id(accountId) });
  return rows.map(membershipOf);
}

const rowsOfAccount = selectForMany<{ account_id: Id }, MembershipColumns>({ account_id: 'id' }, ({ db }, slot) =>
  db
    .selectFrom('membership')
    .select(['account_id', 'organization_id', 'role'])
    .where('account_id', '=', slot('account_id'))
    .orderBy('joined_order'),
);

export async function countWithRole({ db }: Connection, organizationId: string, role: Role): Promise<number> {
  const { count } = await db
    .selectFrom('membership')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('organization_id', '=', id(organizationId))
    .where('role', '=', role)
    .executeTakeFirstOrThrow();
  return count;
}

interface MembershipColumns {
  readonly account_id: string;
  readonly organization_id: string;
  readonly role: Role;
}

function membershipOf(row: MembershipColumns): Membership {
  return { accountId: row.account_id, organizationId: row.organization_id, role: row.role };
}
