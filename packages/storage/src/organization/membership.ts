import type { LockedOutBy, Membership, NewMembership, OrganizationStore, Role } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';

export async function addMember({ db }: Connection, membership: NewMembership): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      account_id: membership.accountId,
      organization_id: membership.organizationId,
      role: membership.role,
      joined_order: sql<number>`(select coalesce(max(joined_order) + 1, 0) from membership
        where account_id = ${id(membership.accountId)})`,
      joined_at: membership.joinedAt,
      invited_as: membership.invitedAs ?? null,
    })
    .execute();
}

export async function setRole(
  { db }: Connection,
  { accountId, organizationId, role }: Pick<Membership, 'accountId' | 'organizationId' | 'role'>,
): Promise<void> {
  await db.updateTable('membership').set({ role }).where(isOf(accountId, organizationId)).execute();
}

export async function removeMember({ db }: Connection, accountId: string, organizationId: string): Promise<boolean> {
  const removed = await db.deleteFrom('membership').where(isOf(accountId, organizationId)).executeTakeFirstOrThrow();
  return removed.numDeletedRows === 1n;
}

export async function setLockedOut(
  { db }: Connection,
  accountId: string,
  organizationId: string,
  lockedOut: Parameters<OrganizationStore['setLockedOut']>[2],
): Promise<void> {
  const columns = { locked_out_at: lockedOut?.at ?? null, locked_out_by: lockedOut?.by ?? null };
  await db.updateTable('membership').set(columns).where(isOf(accountId, organizationId)).execute();
}

export async function invitedAs({ db }: Connection, accountId: string, organizationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('membership')
    .select('invited_as')
    .where(isOf(accountId, organizationId))
    .executeTakeFirst();
  return row?.invited_as ?? null;
}

export async function noteEntered(
  { db }: Connection,
  accountId: string,
  organizationId: string,
  at: number,
): Promise<void> {
  await db.updateTable('membership').set({ entered_at: at }).where(isOf(accountId, organizationId)).execute();
}

const isOf = (accountId: string, organizationId: string) =>
  sql<boolean>`account_id = ${id(accountId)} and organization_id = ${id(organizationId)}`;

export async function findMembership(
  on: Connection,
  accountId: string,
  organizationId: string,
): Promise<Membership | null> {
  const [row] = await rowsOf(on, { account_id: id(accountId), organization_id: id(organizationId) });
  return row === undefined ? null : membershipOf(row);
}

const rowsOf = selectForMany<{ account_id: Id; organization_id: Id }, MembershipColumns>(
  { account_id: 'id', organization_id: 'id' },
  ({ db }, slot) =>
    db
      .selectFrom('membership')
      .select(membershipColumns)
      .where('account_id', '=', slot('account_id'))
      .where('organization_id', '=', slot('organization_id')),
);

export async function membershipsOf(on: Connection, accountId: string): Promise<Membership[]> {
  const rows = await rowsOfAccount(on, { account_id: id(accountId) });
  return rows.map(membershipOf);
}

export const lastEntered = sql`coalesce(membership.entered_at, 0)`;

const rowsOfAccount = selectForMany<{ account_id: Id }, MembershipColumns>({ account_id: 'id' }, ({ db }, slot) =>
  db
    .selectFrom('membership')
    .select(membershipColumns)
    .where('account_id', '=', slot('account_id'))
    .orderBy(lastEntered, 'desc')
    .orderBy('joined_order'),
);

export async function countOtherOwners({ db }: Connection, organizationId: string, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('membership.organization_id', '=', id(organizationId))
    .where('membership.role', '=', 'owner')
    .where('membership.account_id', '!=', id(accountId))
    .where('membership.locked_out_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export const membershipColumns = [
  'membership.account_id',
  'membership.organization_id',
  'membership.role',
  'membership.joined_at',
  'membership.locked_out_at',
  'membership.locked_out_by',
] as const;

export interface MembershipColumns {
  readonly account_id: string;
  readonly organization_id: string;
  readonly role: Role;
  readonly joined_at: number;
  readonly locked_out_at: number | null;
  readonly locked_out_by: LockedOutBy | null;
}

export function membershipOf(row: MembershipColumns): Membership {
  return {
    accountId: row.account_id,
    organizationId: row.organization_id,
    role: row.role,
    joinedAt: row.joined_at,
    lockedOutAt: row.locked_out_at,
    lockedOutBy: row.locked_out_by,
  };
}
