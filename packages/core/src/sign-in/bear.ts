import type { Visitor } from '../actor.ts';
import { admit } from '../credential/admit.ts';
import type { Lifetime } from '../credential/credential.ts';
import type { Ends } from '../credential/ends.ts';
import { type Birth, type IssuedSession, issueSession } from '../credential/issue-session.ts';
import { makeRoom } from '../credential/make-room.ts';
import type { Deps, Stores } from '../deps.ts';
import type { LogEntry } from '../log/log.ts';
import { note } from '../log/note.ts';
import { superseded } from './supersede.ts';

/** A birth that the policy has not been asked about yet. */
export interface WantedBirth extends Omit<Birth, 'admission'> {
  /** What was asked for; the policy may grant less. */
  readonly lifetime: Lifetime;
}

/** A session that a sign-in made, and what made room for it: the one before in its browser, and what is too many. */
export interface Borne {
  readonly session: IssuedSession;
  readonly superseded: Ends | null;
}

/**
 * Makes the session in which a sign-in ends, in the transaction that locked the account. The token is always new, and the session
 * that this browser carried before is ended (ASVS 7.2.4). Refuses `address_refused` and `session_limit`.
 */
export async function bear(
  stores: Stores,
  deps: Pick<Deps, 'chance' | 'clock' | 'post'>,
  visitor: Visitor,
  { lifetime, ...birth }: WantedBirth,
  details: LogEntry['details'] = {},
): Promise<Borne> {
  const { accountId, organizationId } = birth;
  const replaces = await superseded(stores, deps, visitor);
  const admission = await admit(stores, deps, visitor, { accountId, organizationId, lifetime, replaces });
  const session = await issueSession(stores, deps, visitor, { ...birth, admission });
  const { deviceId } = session;
  await note(stores, deps, {
    event: 'sign_in.succeeded',
    accountId,
    by: { kind: 'account', accountId, organizationId, deviceId, address: visitor.address },
    credentialId: session.id,
    deviceId,
    details: { newDevice: session.onNewDevice, ...details },
  });
  return { session, superseded: await makeRoom(stores, deps, visitor, session, admission) };
}
