import type { Visitor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { type AskedReauthentication, askReauthentication } from '../service/ask-reauthentication.ts';
import { heldSession } from './lift-hold.ts';

/**
 * Has the service that signs the account in ask the holder of a held session who they are. Refuses `not_found` without a
 * session that is held, and `reauthentication_elsewhere` where no service can.
 */
export async function askToLift(
  deps: Pick<Deps, 'chance' | 'clock' | 'credentials' | 'publicOrigin' | 'services' | 'transaction'>,
  visitor: Visitor,
): Promise<AskedReauthentication> {
  const { held } = await heldSession(deps, visitor);
  const { accountId, id: credentialId } = held;
  return askReauthentication(deps, { accountId, credentialId }, { holdId: null, returnTo: null, home: '/sign-in' });
}
