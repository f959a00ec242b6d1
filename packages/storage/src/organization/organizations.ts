import {
  defaultPolicy,
  type Joined,
  type Organization,
  type OrganizationStore,
  type Page,
  type PageRequest,
} from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { pageOf, rowsToRead } from '../page.ts';
import { prepare } from '../prepared.ts';
import { findHolders } from './holders.ts';
import { findMember, pageMembers } from './members.ts';
import {
  addMember,
  countOtherOwners,
  findMembership,
  invitedAs,
  lastEntered,
  membershipColumns,
  membershipOf,
  membershipsOf,
  noteEntered,
  removeMember,
  setLockedOut,
  setRole,
} from './membership.ts';
import { findPolicy, insertPolicy, setPolicy } from './policy.ts';
import { proofWantedAfter, wantProof } from './proof-wanted.ts';
import { searchMembers } from './search.ts';

export function organizationStore(on: Connection): OrganizationStore {
  return {
    default: () => findDefault(on),
    ids: () => ids(on),
    page: (page) => pageOrganizations(on, page),
    find: (organizationId) => find(on, organizationId),
    lock: (organizationId) => lock(on, organizationId),
    insert: (organization) => insert(on, organization),
    rename: (organizationId, name) => rename(on, organizationId, name),
    policy: (organizationId) => findPolicy(on, organizationId),
    setPolicy: (organizationId, policy) => setPolicy(on, organizationId, policy),
    addMember: (membership) => addMember(on, membership),
    setRole: (membership) => setRole(on, membership),
    removeMember: (accountId, organizationId) => removeMember(on, accountId, organizationId),
    setLockedOut: (accountId, organizationId, lockedOut) => setLockedOut(on, accountId, organizationId, lockedOut),
    membership: (accountId, organizationId) => findMembership(on, accountId, organizationId),
    membershipsOf: (accountId) => membershipsOf(on, accountId),
    invitedAs: (accountId, organizationId) => invitedAs(on, accountId, organizationId),
    noteEntered: (accountId, organizationId, at) => noteEntered(on, accountId, organizationId, at),
    wantProof: (accountId, organizationId, after) => wantProof(on, accountId, organizationId, after),
    proofWantedAfter: (accountId, organizationId) => proofWantedAfter(on, accountId, organizationId),
    holders: (organizationId, accountIds) => findHolders(on, organizationId, accountIds),
    search: (organizationId, namePart, atMost) => searchMembers(on, organizationId, namePart, atMost),
    ofAccount: (accountId) => ofAccount(on, accountId),
    findMember: (accountId, organizationId) => findMember(on, accountId, organizationId),
    pageMembers: (organizationId, search, page) => pageMembers(on, organizationId, search, page),
    countOtherOwners: (organizationId, accountId) => countOtherOwners(on, organizationId, accountId),
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

async function pageOrganizations(on: Connection, page: PageRequest): Promise<Page<Organization>> {
  let query = organizations(on);
  if (page.after !== null) query = query.where('id', '<', id(page.after));
  const rows = await query.orderBy('id', 'desc').limit(rowsToRead(page)).execute();
  return pageOf(rows.map(organizationOf), page);
}

async function find(on: Connection, organizationId: string): Promise<Organization | null> {
  const row = await organizations(on).where('id', '=', id(organizationId)).executeTakeFirst();
  return row === undefined ? null : organizationOf(row);
}

async function lock(on: Connection, organizationId: string): Promise<Organization | null> {
  const [row] = await lockRow(on, { id: id(organizationId) });
  return row === undefined ? null : organizationOf(row);
}

const lockRow = prepare<{ id: Id }, Parameters<typeof organizationOf>[0]>((on, slot) =>
  organizations(on).where('id', '=', slot('id')).modifyEnd(on.dialect.lockRows('organization')),
);

async function insert(on: Connection, { id: organizationId, name, createdAt }: Organization): Promise<void> {
  const row = { id: organizationId, name, created_at: createdAt, is_default: 0 } as const;
  await on.db.insertInto('organization').values(row).execute();
  await insertPolicy(on, organizationId, defaultPolicy);
}

async function rename({ db }: Connection, organizationId: string, name: string): Promise<void> {
  await db.updateTable('organization').set({ name }).where('id', '=', id(organizationId)).execute();
}

async function ofAccount({ db }: Connection, accountId: string): Promise<Joined[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('organization', 'organization.id', 'membership.organization_id')
    .select(['organization.id', 'organization.name', 'organization.created_at', 'organization.is_default'])
    .select(membershipColumns)
    .where('membership.account_id', '=', id(accountId))
    .where('membership.locked_out_at', 'is', null)
    .orderBy(lastEntered, 'desc')
    .orderBy('membership.joined_order')
    .execute();
  return rows.map((row) => ({ organization: organizationOf(row), membership: membershipOf(row) }));
}

function organizationOf(row: { id: string; name: string; created_at: number; is_default: 0 | 1 }): Organization {
  return { id: row.id, name: row.name, createdAt: row.created_at, isDefault: row.is_default === 1 };
}
