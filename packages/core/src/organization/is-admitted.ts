import type { Stores } from '../deps.ts';

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
  accountId: string,
): Promise<string | null> {
  const [latest] = await stores.organizations.membershipsOf(accountId);
  return (await organizationToEnter(stores, accountId)) ?? latest?.organizationId ?? null;
}

/** Where an account signs in to: of those that it is not locked out of, the one that it entered last. `null`: nowhere. */
export async function organizationToEnter(
  { organizations }: Pick<Stores, 'organizations'>,
  accountId: string,
): Promise<string | null> {
  const memberships = await organizations.membershipsOf(accountId);
  return memberships.find(({ lockedOutAt }) => lockedOutAt === null)?.organizationId ?? null;
}
