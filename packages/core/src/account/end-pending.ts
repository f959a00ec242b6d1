import type { Stores } from '../deps.ts';
import { retireLinks } from '../link/retire-links.ts';

/**
 * Ends whatever waits or shortens a sign-in to the account: its links, sign-ins that are not finished, and trust. What was asked
 * for or allowed before must not undo what was secured since.
 */
export async function endPending(
  stores: Pick<Stores, 'links' | 'signInChallenges' | 'trusts'>,
  accountId: string,
  at: number,
): Promise<void> {
  await retireLinks(stores, accountId, at);
  await stores.signInChallenges.endOf(accountId);
  await stores.trusts.end({ accountId });
}
