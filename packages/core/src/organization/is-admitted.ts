import type { Visitor } from '../actor.ts';
import type { Stores } from '../deps.ts';
import { mayBeUsedFrom } from '../policy/address-ranges.ts';

/** Whether somebody may come into an organization: a member who is not locked out. Lock the account first. */
export async function isAdmitted(
  { organizations }: Pick<Stores, 'organizations'>,
  accountId: string,
  organizationId: string,
): Promise<boolean> {
  const membership = await organizations.membership(accountId, organizationId);
  return membership !== null && membership.lockedOutAt === null;
}

/** Whose administrators are to know of a sign-in that failed: of where it would have led, or that shut the account out. */
export async function organizationTried(
  stores: Pick<Stores, 'organizations'>,
  visitor: Pick<Visitor, 'address'>,
  accountId: string,
): Promise<string | null> {
  const [latest] = await stores.organizations.membershipsOf(accountId);
  return (await organizationToEnter(stores, visitor, accountId)) ?? latest?.organizationId ?? null;
}

/**
 * Where an account signs in to: of those that it is not locked out of, the one that it entered last, unless that lets nobody in from
 * there and another does: one organization's networks must not keep somebody out of their other lives. `null`: nowhere.
 */
export async function organizationToEnter(
  { organizations }: Pick<Stores, 'organizations'>,
  { address }: Pick<Visitor, 'address'>,
  accountId: string,
): Promise<string | null> {
  const memberships = await organizations.membershipsOf(accountId);
  const [last, ...others] = memberships.filter(({ lockedOutAt }) => lockedOutAt === null);
  if (last === undefined) return null;
  for (const { organizationId } of others.length === 0 ? [] : [last, ...others]) {
    const { addressRanges } = await organizations.policy(organizationId);
    if (mayBeUsedFrom(addressRanges.session, address)) return organizationId;
  }
  return last.organizationId;
}
