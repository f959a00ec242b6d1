import type { Stores } from '../deps.ts';

/** Whether any of the organizations that the account is in wants a second factor. */
export async function isSecondWanted(
  { organizations }: Pick<Stores, 'organizations'>,
  accountId: string,
): Promise<boolean> {
  for (const { organizationId } of await organizations.membershipsOf(accountId)) {
    if ((await organizations.policy(organizationId)).secondFactor !== 'off') return true;
  }
  return false;
}
