import type { Deps, Stores } from '../deps.ts';
import type { Noted } from '../log/note.ts';
import type { Membership } from '../organization/organization.ts';
import { takeAllBack } from './take-back.ts';

/**
 * Withdraws what waits for a member's own addresses: whoever is shut out is not to come in by it with a new account. Lock the
 * organization first.
 */
export async function withdrawAddressed(
  stores: Pick<Stores, 'accounts' | 'invitations' | 'links' | 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  { accountId, organizationId }: Pick<Membership, 'accountId' | 'organizationId'>,
  by: Noted['by'],
): Promise<void> {
  for (const { kind, text } of await stores.accounts.loginNames(accountId)) {
    if (kind !== 'email') continue;
    const waiting = await stores.invitations.findWaiting(organizationId, text, deps.clock.now());
    await takeAllBack(stores, deps, waiting, by);
  }
}
