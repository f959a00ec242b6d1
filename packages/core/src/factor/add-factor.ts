import { notify } from '../account/notify.ts';
import type { Owner } from '../actor.ts';
import { rotate } from '../credential/rotate.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import { lockForChange } from './change.ts';
import {
  type BegunAuthenticator,
  beginAuthenticator,
  beginPasskey,
  checkNewFactor,
  type Enroller,
  type NewFactorInput,
} from './enrol.ts';
import { settleChange } from './settle-change.ts';
import type { NewPasskeyRequest } from './ways.ts';

type BeginDeps = Pick<Deps, 'accounts' | 'chance' | 'clock' | 'factors' | 'seal' | 'throttle' | 'totp' | 'webAuthn'>;

/** Makes a secret for an authenticator app. Refuses `reauthentication_required`. */
export async function beginMyAuthenticator(deps: BeginDeps, owner: Owner): Promise<BegunAuthenticator> {
  requireFreshProof(owner, deps.clock.now());
  return beginAuthenticator(deps, enrollerOf(owner));
}

/** Asks the browser to make a passkey. Refuses `reauthentication_required` and `too_many_passkeys`. */
export async function beginMyPasskey(deps: BeginDeps, owner: Owner): Promise<NewPasskeyRequest> {
  requireFreshProof(owner, deps.clock.now());
  return beginPasskey(deps, enrollerOf(owner));
}

/**
 * Adds a factor that has shown that it works; an authenticator app takes the place of the one before. The session that asks has
 * proved two factors then and gets a new token. Refuses `reauthentication_required`, `sign_in_elsewhere`, and what
 * `checkNewFactor` refuses.
 */
export async function addFactor(
  deps: BeginDeps & Pick<Deps, 'canMail' | 'confirmation' | 'post' | 'transaction' | 'unseal'>,
  owner: Owner,
  input: NewFactorInput,
): Promise<{ readonly token: string }> {
  requireFreshProof(owner, deps.clock.now());
  const { accountId, credentialId } = owner;
  const enrolled = await checkNewFactor(deps, enrollerOf(owner), input);
  const { token, epoch } = await deps.transaction(async (stores) => {
    const account = await lockForChange(stores, accountId);
    const provedAt = await requireProofNow(stores, deps, owner);
    const { replaced } = await enrolled.insert(stores);
    const { token } = await rotate(stores, deps, { id: credentialId, accountId }, 2, provedAt);
    const { kind } = enrolled;
    await note(stores, deps, { event: 'factor.added', accountId, by: owner, details: { kind, replaced } });
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'factor_added', displayName, factor: kind, at: deps.clock.now() });
    return { token, epoch: await settleChange(stores, deps, accountId, credentialId) };
  });
  await deps.confirmation.confirmed(epoch);
  return { token };
}

function enrollerOf({ accountId, credentialId }: Owner): Enroller {
  return { accountId, boundTo: credentialId };
}
