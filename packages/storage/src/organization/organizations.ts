import type { Organization, OrganizationStore } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import { findHolders } from './holders.ts';
import { addMember, countWithRole, findMembership, membershipsOf, setRole } from './membership.ts';
import { findPolicy, setPolicy } from './policy.ts';
import { searchMembers } from './search.ts';

export function organizationStore(on: Connection): OrganizationStore {
  return {
    default: () => findDefault(on),
    ids: () => ids(on),
    find: (organizationId) => find(on, organizationId),
    lock: (organizationId) => lock(on, organizationId),
    rename: (organizationId, name) => rename(on, organizationId, name),
    policy: (organizationId) => findPolicy(on, organizationId),
    setPolicy: (organizationId, policy) => setPolicy(on, organizationId, policy),
    addMember: (membership) => addMember(on, membership),
    setRole: (membership) => setRole(on, membership),
    membership: (accountId, organizationId) => findMembership(on, accountId, organizationId),
    membershipsOf: (accountId) => membershipsOf(on, accountId),
    holders: (organizationId, accountIds) => findHolders(on, organizationId, accountIds),
    search: (organizationId, namePart, atMost) => searchMembers(on, organizationId, namePart, atMost),
    countWithRole: (organizationId, role) => countWithRole(on, organizationId, role),
  };
}

const organizations = ({ db }: Connection) =>
  db.selectFrom('organization').select(['id', 'name', 'created_at', 'is_default']);

async function findDefault(on: Connection): Promise<Organization> {
  return organizationOf(await organizations(on).where('is_default', '=', 1).executeTakeFirstOrThrow());
}

async function ids(on: Connection): Promise<string[]> {
  return (await organizations(on).orderBy('id').execute()).map((row) => row.id);
}

async function find(on: Connection, organizationId: string): Promise<Organization | null> {
  const row = await organizations(on).where('id', '=', id(organizationId)).executeTakeFirst();
  return row === undefined ? null : organizationOf(row);
}

async function lock(on: Connection, organizationId: string): Promise<Organization | null> {
  const row = await organizations(on)
    .where('id', '=', id(organizationId))
    .modifyEnd(on.dialect.lockRows('organization'))
    .executeTakeFirst();
  return row === undefined ? null : organizationOf(row);
}

async function rename({ db }: Connection, organizationId: string, name: string): Promise<void> {
  await db.updateTable('organization').set({ name }).where('id', '=', id(organizationId)).execute();
}

function organizationOf(row: { id: string; name: string; created_at: number; is_default: 0 | 1 }): Organization {
  return { id: row.id, name: row.name, createdAt: row.created_at, isDefault: row.is_default === 1 };
}
