import type { Owner } from '../actor.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps } from '../deps.ts';

/** As long as a redirect takes, with patience for slow lines (RFC 9700, 4.1.1 asks for short). */
const codeLifetimeMs = 60_000;

export interface HostVisit {
  readonly host: string;
  readonly challenge: Uint8Array;
  readonly returnTo: string;
}

/**
 * Makes the code with which the browser of this session is signed in at a host. It is good there alone, in the browser that keeps
 * the challenge's nonce, once, and for a minute. `null` where the session's token was replaced while this was on its way: what
 * the old one asked for must not outlive it.
 */
export async function makeHostCode(
  { chance, clock, transaction }: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  { accountId, credentialId, token }: Pick<Owner, 'accountId' | 'credentialId'> & { readonly token: string },
  visit: HostVisit,
): Promise<string | null> {
  const code = makeToken('code', accountId, chance.bytes);
  return transaction(async ({ accounts, credentials, hostCodes }) => {
    await accounts.lock(accountId);
    const session = await credentials.findByHash(hashToken(token));
    if (session?.id !== credentialId) return null;
    await hostCodes.insert({
      secretHash: hashToken(code),
      parentId: credentialId,
      host: visit.host,
      challenge: visit.challenge,
      returnTo: visit.returnTo,
      expiresAt: clock.now() + codeLifetimeMs,
    });
    return code;
  });
}
