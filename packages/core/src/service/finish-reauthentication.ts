import type { Owner } from '../actor.ts';
import { rotate } from '../credential/rotate.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';

export interface FinishedReauthentication {
  readonly token: string;
  /** The hold that the proof was asked for. */
  readonly holdId: string | null;
}

/**
 * Uses what the service answered: the session gets a new token, and the sudo window opens from when the proof was given. Refuses
 * `not_found` to every session but the one that asked, and `reauthentication_not_open` before the answer, without the secret that
 * came with it, after use and after ten minutes.
 */
export async function finishReauthentication(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'transaction'>,
  { accountId, credentialId }: Owner,
  requestId: string,
  secret: string,
): Promise<FinishedReauthentication> {
  const now = deps.clock.now();
  const { rotated, holdId } = await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    const asked = await stores.services.findReauthentication(requestId);
    if (asked === null || asked.credentialId !== credentialId) throw new Refusal('not_found');
    const { answer, holdId } = asked;
    if (answer === null || now >= asked.expiresAt) throw new Refusal('reauthentication_not_open');
    if (!(await stores.services.useReauthentication(requestId, hashToken(secret), now))) {
      throw new Refusal('reauthentication_not_open');
    }
    const session = { id: credentialId, accountId };
    return { rotated: await rotate(stores, deps, session, answer.assurance, answer.authenticatedAt), holdId };
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token, holdId };
}
