import type { Owner, Visitor } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import { rotate } from '../credential/rotate.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { checkProof, type Proof, type ProofDeps } from '../factor/proof.ts';
import { askPasskeyForProof } from '../factor/proof-question.ts';
import type { PasskeyRequest } from '../factor/ways.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';

type LiftDeps = ProofDeps & Pick<Deps, 'confirmation' | 'credentials' | 'post'>;

/**
 * The held device lifts the hold by proving who it is, by the strongest that the account has, and goes on with a new token.
 * Whatever else the hold holds stays held: one device's owner does not speak for the others.
 * Refuses `not_found` without a session that is held, what `checkProof` refuses, and `hold_not_open`.
 */
export async function liftHold(deps: LiftDeps, visitor: Visitor, proof: Proof): Promise<{ readonly token: string }> {
  const { held, holdId } = await heldSession(deps, visitor);
  const { accountId } = held;
  const owner: Owner = { ...asOwner(held), address: visitor.address };
  const { assurance, settle } = await checkProof(deps, owner, proof);
  const rotated = await deps.transaction(async (stores) => {
    await settle(stores);
    await letGo(stores, deps, owner, holdId);
    return rotate(stores, deps, { id: held.id, accountId }, assurance);
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token };
}

/** Asks for a passkey of the account whose held session the browser carries. Refuses `not_found` and `factor_needed`. */
export async function askPasskeyToLift(
  deps: Pick<Deps, 'accounts' | 'chance' | 'clock' | 'credentials' | 'factors' | 'throttle' | 'webAuthn'>,
  visitor: Visitor,
): Promise<PasskeyRequest> {
  const { held } = await heldSession(deps, visitor);
  return askPasskeyForProof(deps, { accountId: held.accountId, credentialId: held.id });
}

/**
 * Takes the hold off the session of its owner, who has proved who they are, and settles it where it holds nothing else. Call in the
 * transaction that locked the account: what holds the session by now may be pressed since the proof was asked for, and then stays.
 */
export async function letGo(
  stores: Pick<Stores, 'credentials' | 'holds' | 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  owner: Owner,
  holdId: string,
): Promise<void> {
  const { accountId, credentialId } = owner;
  const held = await stores.credentials.lock(credentialId);
  if (held?.holdId !== holdId) throw new Refusal('hold_not_open');
  if ((await stores.credentials.release({ id: credentialId })).length === 0) throw new Refusal('hold_not_open');
  const stillHeld = await stores.credentials.heldBy(holdId);
  if (stillHeld.length === 0) await stores.holds.settle(holdId, 'lifted', deps.clock.now());
  await note(stores, deps, { event: 'hold.lifted', accountId, by: owner, credentialId });
}

/** The session behind the visit, where it is held. Refuses `not_found`. */
export async function heldSession(
  { credentials, clock }: Pick<Deps, 'clock' | 'credentials'>,
  visitor: Visitor,
): Promise<{ readonly held: SessionRecord; readonly holdId: string }> {
  const held = visitor.sessionToken === null ? null : await credentials.findByHash(hashToken(visitor.sessionToken));
  if (held === null || held.holdId === null || whyUnusable(held, clock.now()) !== 'held')
    throw new Refusal('not_found');
  return { held, holdId: held.holdId };
}

export function asOwner(session: SessionRecord): Omit<Owner, 'address'> {
  const { accountId, organizationId, deviceId, authenticatedAt } = session;
  return { kind: 'account', accountId, organizationId, credentialId: session.id, deviceId, authenticatedAt };
}
