import { type IssuedChild, issueChildSession } from '../credential/issue-child-session.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';

/** A browser that arrives at a host with a code. */
export interface Arrival {
  readonly host: string;
  readonly code: string;
  /** What the browser keeps at that host. */
  readonly nonce: string;
  readonly address: string | null;
}

/** What a host hands to the browser: readable here and never again. */
export interface Entered extends IssuedChild {
  readonly returnTo: string;
}

/**
 * Signs a browser in at a host, by a code that its session at Rollcall has just made for it. The nonce proves that it is the
 * same browser: nobody can plant a session of their own in somebody else's. Refuses `code_refused`.
 */
export async function enterHost(
  deps: Pick<Deps, 'chance' | 'clock' | 'post' | 'transaction'>,
  { host, code, nonce, address }: Arrival,
): Promise<Entered> {
  const presented = { secretHash: hashToken(code), host, challenge: hashToken(nonce) };
  return deps.transaction(async (stores) => {
    await lockAccountOf(stores, presented.secretHash);
    const used = await stores.hostCodes.use(presented, deps.clock.now());
    const birth = used === null ? null : { parentId: used.parentId, host, address };
    const child = birth === null ? null : await issueChildSession(stores, deps, birth);
    if (used === null || child === null) throw new Refusal('code_refused');
    const { accountId, organizationId, deviceId } = child.parent;
    const by = { kind: 'account', accountId, organizationId, deviceId, address } as const;
    const facts = { credentialId: child.parent.id, deviceId, details: { host } };
    await note(stores, deps, { event: 'session.entered_host', accountId, by, ...facts });
    return { token: child.token, parent: child.parent, returnTo: used.returnTo };
  });
}

/** Before the code is used: what forgets a session's codes has its account locked, and then waits for theirs. */
async function lockAccountOf(
  { accounts, credentials, hostCodes }: Pick<Stores, 'accounts' | 'credentials' | 'hostCodes'>,
  secretHash: Uint8Array,
): Promise<void> {
  const code = await hostCodes.find(secretHash);
  const parent = code === null ? null : await credentials.find(code.parentId);
  if (parent !== null) await accounts.lock(parent.accountId);
}
