import type { Grant, Grants, ActedFor as WireActedFor } from '@rollcall/api';
import type { ActedFor, ActingGrant, OrganizationStore } from '@rollcall/core';
import { toDevice } from './inventory.ts';
import type { Names } from './names.ts';
import type { SessionView } from './session.ts';

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
    organizationId: grant.organizationId,
    organizationName: organization?.name ?? '',
    user: await person(grant.accountId),
    holder: await person(grant.holderId),
    byName: await names.account(grant.byAccountId),
    createdAt: grant.createdAt,
    expiresAt: grant.expiresAt,
  };
}

/** As whoever acts for them sees it: no device there is their own, and what is new is for its owner to say. */
export async function toActedFor(
  { accountId, displayName, expiresAt, devices, asOf }: ActedFor,
  organizationName: string,
  view: SessionView,
): Promise<WireActedFor> {
  const others = { isCurrent: false, isNew: false };
  return {
    user: { id: accountId, displayName },
    organizationName,
    expiresAt,
    devices: await Promise.all(devices.map((holding) => toDevice(holding, others, view, 'left_out'))),
    asOf,
  };
}
