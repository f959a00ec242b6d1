import { closeWindows } from '../credential/close-windows.ts';
import type { Deps, Stores } from '../deps.ts';

/**
 * What any change of an account's ways to sign in does, in its transaction: no device is trusted any more, no sign-in that waits
 * goes on, and no other session's proof counts, which was by less or by something that is gone. Returns the epoch to wait for.
 */
export async function settleChange(
  stores: Pick<Stores, 'authority' | 'credentials' | 'signInChallenges' | 'trusts'>,
  deps: Pick<Deps, 'clock'>,
  accountId: string,
  except: string | null,
): Promise<number> {
  await stores.trusts.end({ accountId });
  await stores.signInChallenges.endOf(accountId);
  return closeWindows(stores, deps, accountId, except);
}
