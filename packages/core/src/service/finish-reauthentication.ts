import type { Owner } from '../actor.ts';
import { rotate } from '../credential/rotate.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Reauthentication, ReauthenticationAnswer } from './service.ts';

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
  const { rotated, holdId } = await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    const { answer, holdId } = await useAnswer(stores, deps, credentialId, requestId, secret);
    const session = { id: credentialId, accountId };
    return { rotated: await rotate(stores, deps, session, answer.assurance, answer.authenticatedAt), holdId };
  });
  await deps.confirmation.confirmed(rotated.epoch);
  return { token: rotated.token, holdId };
}

/** What the session asked, with an answer that is used up by this. Refuses as above. */
export async function useAnswer(
  { services }: Pick<Stores, 'services'>,
  { clock }: Pick<Deps, 'clock'>,
  credentialId: string,
  requestId: string,
  secret: string,
): Promise<Reauthentication & { readonly answer: ReauthenticationAnswer }> {
  const now = clock.now();
  const asked = await services.findReauthentication(requestId);
  if (asked === null || asked.credentialId !== credentialId) throw new Refusal('not_found');
  const { answer } = asked;
  if (answer === null || now >= asked.expiresAt) throw new Refusal('reauthentication_not_open');
  if (!(await services.useReauthentication(requestId, hashToken(secret), now))) {
    throw new Refusal('reauthentication_not_open');
  }
  return { ...asked, answer };
}
