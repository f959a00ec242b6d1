import { keys } from './keys.ts';
import { ofOrganization } from './own.ts';

/** What is fetched again once an administrator has done something to somebody. */
export const aboutUsers = [keys.users, keys.inventory(ofOrganization), keys.organizationLogs];

/** How often an open list of everybody's is fetched again, in milliseconds: the more pages it shows, the more seldom. */
const refreshEachMs = 5_000;

export function refreshMs(pages = 1): number {
  return refreshEachMs * Math.max(1, pages);
}
