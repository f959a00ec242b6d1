import type { Owner } from '../actor.ts';
import { shutsOut } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import type { Link } from '../link/link.ts';
import { normalizeLogin } from './login-names.ts';

/** An address that becomes a login name when the link that was mailed to it is opened. */
export interface WaitingEmail {
  /** As written. */
  readonly email: string;
  /** When a link was last asked for and until when it can be opened, in milliseconds UTC. */
  readonly askedAt: number;
  readonly expiresAt: number;
}

/**
 * The addresses of the account that wait for their link, the one asked for last first. One that another account has proved is
 * among them: that it is taken, nobody learns here.
 */
export async function listWaitingEmails(
  { accounts, clock, credentials, links }: Pick<Deps, 'accounts' | 'clock' | 'credentials' | 'links'>,
  { accountId }: Pick<Owner, 'accountId'>,
): Promise<WaitingEmail[]> {
  const waiting = await links.waiting('email_verification', accountId, clock.now());
  const settled = new Set((await accounts.loginNames(accountId)).map(({ normalized }) => normalized));
  const found: WaitingEmail[] = [];
  for (const link of waiting) {
    const { email, createdAt: askedAt, expiresAt } = link;
    if (email === null || settled.has(normalizeLogin(email)) || !(await stillStands({ credentials }, link))) continue;
    settled.add(normalizeLogin(email));
    found.push({ email, askedAt, expiresAt });
  }
  return found;
}

/** A link that a session asked for is worth nothing once that session was shut out: it may have been a thief's. */
export async function stillStands({ credentials }: Pick<Stores, 'credentials'>, link: Link): Promise<boolean> {
  if (link.byCredentialId === null) return true;
  const asked = await credentials.find(link.byCredentialId);
  return asked !== null && (asked.ending === null || !shutsOut[asked.ending.reason]);
}
