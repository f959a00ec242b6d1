import type { ServiceActor } from '../actor.ts';
import type { Assurance } from '../credential/credential.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { findExternal } from './external-account.ts';
import { keepService } from './keep-service.ts';

export interface ReauthenticationInput {
  readonly externalId: string;
  readonly assurance: Assurance;
  readonly authenticatedAt: number;
}

/** Clocks of two machines differ. */
const skewMs = 60_000;

/**
 * A service says that somebody has proved again who they are, and learns where to send them. The address has a secret, without
 * which nobody finishes: whoever asked could have sent somebody else here to prove it for them. Refuses `not_found` for what it was
 * not asked, or for somebody else; `reauthentication_not_open` for what was answered or has expired; and `proof_too_old` for a
 * proof from before it was asked.
 */
export async function answerReauthentication(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  actor: ServiceActor,
  requestId: string,
  { externalId, assurance, authenticatedAt }: ReauthenticationInput,
): Promise<{ readonly returnTo: string }> {
  const now = deps.clock.now();
  return deps.transaction(async (stores) => {
    await keepService(stores, deps, actor);
    const asked = await stores.services.findReauthentication(requestId);
    const { accountId } = await findExternal(stores, actor, externalId);
    if (asked === null || asked.serviceId !== actor.serviceId || asked.accountId !== accountId) {
      throw new Refusal('not_found');
    }
    if (now >= asked.expiresAt) throw new Refusal('reauthentication_not_open');
    if (authenticatedAt < asked.createdAt - skewMs) throw new Refusal('proof_too_old', { field: 'authenticatedAt' });
    const secret = makeToken('link', accountId, deps.chance.bytes);
    const answer = {
      assurance,
      authenticatedAt: Math.min(authenticatedAt, now),
      secretHash: hashToken(secret),
    };
    if (!(await stores.services.answerReauthentication(requestId, answer))) {
      throw new Refusal('reauthentication_not_open');
    }
    const { credentialId } = asked;
    await note(stores, deps, { event: 'reauthentication.succeeded', accountId, by: actor, credentialId });
    const url = new URL(asked.returnTo);
    url.searchParams.set('request', requestId);
    url.hash = secret;
    return { returnTo: url.href };
  });
}
