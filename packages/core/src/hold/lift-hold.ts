import type { Owner, Visitor } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import { rotate } from '../credential/rotate.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { checkPassword, ownProofKeys } from '../sign-in/check-password.ts';

type LiftDeps = Pick<
  Deps,
  | 'accounts'
  | 'chance'
  | 'clock'
  | 'confirmation'
  | 'credentials'
  | 'log'
  | 'passwords'
  | 'post'
  | 'throttle'
  | 'transaction'
>;

/**
 * The held device lifts the hold by proving who it is, and goes on with a new token. Whatever else
 * the hold holds stays held: one device's owner does not speak for the others.
 * Refuses `not_found` without a session that is held, `wrong_credentials`, `throttled` and `hold_not_open`.
 */
export async function liftHold(
  deps: LiftDeps,
  visitor: Visitor,
  password: string,
): Promise<{ readonly token: string }> {
  const { held, holdId } = await heldSession(deps, visitor);
  const { accountId } = held;
  const owner: Owner = { ...asOwner(held), address: visitor.address };
  const account = await deps.accounts.findForProof(accountId);
  const keys = ownProofKeys(accountId, held.deviceId, visitor.address);
  if (!(await checkPassword(deps, account, password, keys)) || account === null) {
    await note(deps, deps, { event: 'reauthentication.failed', accountId, by: owner, credentialId: held.id });
    throw new Refusal('wrong_credentials');
  }
  const rotated = await deps.transaction(async (stores) => {
    const locked = await stores.accounts.lock(accountId);
    if (locked?.passwordHash !== account.passwordHash) throw new Refusal('wrong_credentials');
    const released = await stores.credentials.release({ id: held.id });
    if (released.length === 0) throw new Refusal('hold_not_open');
    const stillHeld = await stores.credentials.heldBy(holdId);
    if (stillHeld.length === 0) await stores.holds.settle(holdId, 'lifted', deps.clock.now());
    const rotated = await rotate(stores, deps, { id: held.id, accountId }, 1);
    await note(stores, deps, { event: 'hold.lifted', accountId, by: owner, credentialId: held.id });
    return rotated;
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token };
}

async function heldSession(
  { credentials, clock }: Pick<Deps, 'clock' | 'credentials'>,
  visitor: Visitor,
): Promise<{ readonly held: SessionRecord; readonly holdId: string }> {
  const held = visitor.sessionToken === null ? null : await credentials.findByHash(hashToken(visitor.sessionToken));
  if (held === null || held.holdId === null || whyUnusable(held, clock.now()) !== 'held')
    throw new Refusal('not_found');
  return { held, holdId: held.holdId };
}

function asOwner(session: SessionRecord): Omit<Owner, 'address'> {
  const { accountId, organizationId, deviceId, authenticatedAt } = session;
  return { kind: 'account', accountId, organizationId, credentialId: session.id, deviceId, authenticatedAt };
}
