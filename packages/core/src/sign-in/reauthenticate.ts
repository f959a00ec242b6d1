import type { Owner } from '../actor.ts';
import { rotate } from '../credential/rotate.ts';
import type { Deps } from '../deps.ts';
import { checkProof, type Proof, type ProofDeps } from '../factor/proof.ts';
import { note } from '../log/note.ts';

/**
 * Proves again who one is, by the strongest that the account has: the session gets a new token, and the sudo window opens.
 * Refuses `proof_insufficient`, `wrong_credentials`, `wrong_code`, `passkey_refused` and `throttled`.
 */
export async function reauthenticate(
  deps: ProofDeps & Pick<Deps, 'confirmation' | 'post'>,
  owner: Owner,
  proof: Proof,
): Promise<{ readonly token: string }> {
  const { accountId, credentialId, deviceId } = owner;
  const { assurance, settle } = await checkProof(deps, owner, proof);
  const rotated = await deps.transaction(async (stores) => {
    await settle(stores);
    const rotated = await rotate(stores, deps, { id: credentialId, accountId }, assurance);
    await note(stores, deps, { event: 'reauthentication.succeeded', accountId, by: owner, credentialId, deviceId });
    return rotated;
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token };
}
