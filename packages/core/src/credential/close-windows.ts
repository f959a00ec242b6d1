import { sudoWindowMs } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';

/**
 * Takes back what proofs opened in the sessions of an account but that one, in a transaction that locked it: they were by less, or
 * by what is gone. So what they raised a session to is taken back, too. Nobody is signed out. Returns the epoch to wait for.
 */
export async function closeWindows(
  { authority, credentials }: Pick<Stores, 'authority' | 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  accountId: string,
  except: string | null,
): Promise<number> {
  await credentials.forgetProofs(accountId, clock.now() - sudoWindowMs, except);
  return authority.raise([{ kind: 'account', id: accountId }]);
}
