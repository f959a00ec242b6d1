import { hasFreshProof, type Owner } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/** Who acts: a person; or the operator, and a plan that falls due, of whom there is no proof to ask. */
type Acting = Owner | { readonly kind: 'operator' | 'system' };

/**
 * Refuses `reauthentication_required`, before anything is looked at: whoever finds a session open must neither make a way in of
 * their own nor use its holder's rights.
 */
export function requireFreshProof(acting: Acting, now: number): void {
  if (acting.kind === 'account' && !hasFreshProof(acting, now)) throw new Refusal('reauthentication_required');
}

/** Whoever acts, by their session as it is now. Refuses `not_found` where it has ended or is held. */
export async function ownerNow(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  owner: Owner,
): Promise<Owner> {
  const session = await credentials.find(owner.credentialId);
  if (session === null || whyUnusable(session, clock.now()) !== null) throw new Refusal('not_found');
  return { ...owner, authenticatedAt: session.authenticatedAt };
}

/**
 * Asks for the fresh proof again, of the session as it is by now: since the request began it may have been ended, or its proof taken
 * back. Call in a transaction, with the owner's account locked: whoever does that from elsewhere locks it too. Returns when they proved who they
 * are. Refuses `reauthentication_required` and `not_found`.
 */
export async function requireProofNow(
  stores: Pick<Stores, 'credentials'>,
  deps: Pick<Deps, 'clock'>,
  owner: Owner,
): Promise<number> {
  const now = await ownerNow(stores, deps, owner);
  requireFreshProof(now, deps.clock.now());
  return now.authenticatedAt;
}

/**
 * Locks the accounts that an act is about together with that of whoever acts, in the order of their ids, so that two who act on each
 * other cannot wait for each other; and asks for the proof again. Comes before the organization is locked. Refuses
 * `reauthentication_required` and `not_found`.
 */
export async function lockProved(
  stores: Pick<Stores, 'accounts' | 'credentials'>,
  deps: Pick<Deps, 'clock'>,
  acting: Acting,
  accountIds: readonly string[] = [],
): Promise<void> {
  const own = acting.kind === 'account' ? [acting.accountId] : [];
  for (const id of [...new Set([...accountIds, ...own])].toSorted()) await stores.accounts.lock(id);
  if (acting.kind === 'account') await requireProofNow(stores, deps, acting);
}
