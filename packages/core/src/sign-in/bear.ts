import type { Visitor } from '../actor.ts';
import type { Ends } from '../credential/ends.ts';
import { type Birth, type IssuedSession, issueSession } from '../credential/issue-session.ts';
import type { Deps, Stores } from '../deps.ts';
import type { LogEntry } from '../log/log.ts';
import { note } from '../log/note.ts';
import { supersede } from './supersede.ts';

/** A session that a sign-in made, and what that ended of the one before in its browser. */
export interface Borne {
  readonly session: IssuedSession;
  readonly superseded: Ends | null;
}

/**
 * Makes the session in which a sign-in ends, in the transaction that locked the account. The token is always new, and the session
 * that this browser carried before is ended (ASVS 7.2.4).
 */
export async function bear(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  visitor: Visitor,
  birth: Birth,
  details: LogEntry['details'] = {},
): Promise<Borne> {
  const session = await issueSession(stores, deps, visitor, birth);
  const { accountId, organizationId, deviceId } = session;
  await note(stores, deps, {
    event: 'sign_in.succeeded',
    accountId,
    by: { kind: 'account', accountId, organizationId, deviceId, address: visitor.address },
    credentialId: session.id,
    deviceId,
    details: { newDevice: session.onNewDevice, ...details },
  });
  return { session, superseded: await supersede(stores, deps, visitor) };
}
