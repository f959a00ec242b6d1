import { normalizeLogin } from '../account/login-names.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Noted } from '../log/note.ts';
import type { Membership } from '../organization/organization.ts';
import { takeAllBack } from './take-back.ts';

/**
 * Withdraws what waits for a member's own addresses: whoever is shut out is not to come in by it with a new account. Lock the
 * organization first.
 */
export async function withdrawAddressed(
  stores: Pick<Stores, 'accounts' | 'invitations' | 'links' | 'log' | 'organizations' | 'services'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  member: Pick<Membership, 'accountId' | 'organizationId'>,
  by: Noted['by'],
): Promise<void> {
  const now = deps.clock.now();
  for (const address of await addressesOf(stores, member, now)) {
    const waiting = await stores.invitations.findWaiting(member.organizationId, address, now);
    await takeAllBack(stores, deps, waiting, by);
  }
}

/**
 * Every address that is known there to be somebody's: they sign in with it or are about to, their service told it, or an invitation to
 * it is how they came in, which makes it no login name. As whom other organizations asked them is nothing that this one is to learn.
 */
async function addressesOf(
  { accounts, links, organizations, services }: Pick<Stores, 'accounts' | 'links' | 'organizations' | 'services'>,
  { accountId, organizationId }: Pick<Membership, 'accountId' | 'organizationId'>,
  now: number,
): Promise<ReadonlySet<string>> {
  const proved = (await accounts.loginNames(accountId)).filter(({ kind }) => kind === 'email').map(({ text }) => text);
  const waiting = (await links.waiting('email_verification', accountId, now)).flatMap(({ email }) => email ?? []);
  const told = (await services.findExternalOf(accountId))?.emails ?? [];
  const invitedAs = (await organizations.invitedAs(accountId, organizationId)) ?? [];
  return new Set([...proved, ...waiting, ...told].concat(invitedAs).map(normalizeLogin));
}
