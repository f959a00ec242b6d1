import type { Grant, Grants } from '@rollcall/api';
import type { ActingGrant, OrganizationStore } from '@rollcall/core';
import type { Names } from './names.ts';

export interface GrantView {
  readonly names: Names;
  readonly organizations: Pick<OrganizationStore, 'find'>;
}

export async function toGrants(accountId: string, grants: readonly ActingGrant[], view: GrantView): Promise<Grants> {
  const map = (some: readonly ActingGrant[]) => Promise.all(some.map((grant) => toGrant(grant, view)));
  return {
    onUser: await map(grants.filter((grant) => grant.accountId === accountId)),
    held: await map(grants.filter((grant) => grant.holderId === accountId)),
  };
}

export async function toGrant(grant: ActingGrant, { names, organizations }: GrantView): Promise<Grant> {
  const person = async (id: string) => ({ id, displayName: (await names.account(id)) ?? '' });
  const organization = await organizations.find(grant.organizationId);
  return {
    id: grant.id,
    organizationName: organization?.name ?? '',
    user: await person(grant.accountId),
    holder: await person(grant.holderId),
    byName: await names.account(grant.byAccountId),
    createdAt: grant.createdAt,
    expiresAt: grant.expiresAt,
  };
}
