import type { Deps } from '../deps.ts';
import type { Factor, PasskeyFactor } from './factor.ts';
import type { KnownPasskey, PasskeyRequest } from './ways.ts';

export const passkeyTimeoutMs = 5 * 60_000;
const challengeBytes = 32;

/** Each that is asked for is a row: in one session or sign-in that waits there are only so many. Refuses `throttled`. */
export function limitAsking({ throttle }: Pick<Deps, 'throttle'>, boundTo: string): Promise<void> {
  return throttle.attempt([{ rule: 'passkey', key: `asked:${boundTo}` }]);
}

/** A new challenge, to be signed once in the session or sign-in that it is bound to. */
export async function newChallenge(
  { chance, clock, factors }: Pick<Deps, 'chance' | 'clock' | 'factors'>,
  boundTo: string,
): Promise<string> {
  const challenge = chance.bytes(challengeBytes);
  await factors.askPasskey({ challenge, boundTo, expiresAt: clock.now() + passkeyTimeoutMs });
  return Buffer.from(challenge).toString('base64url');
}

/** Asks for one of these passkeys; for any that the browser has where there are none. */
export async function askPasskey(
  deps: Pick<Deps, 'chance' | 'clock' | 'factors' | 'webAuthn'>,
  boundTo: string,
  factors: readonly Factor[],
  userVerification: PasskeyRequest['userVerification'],
): Promise<PasskeyRequest> {
  return {
    challenge: await newChallenge(deps, boundTo),
    rpId: deps.webAuthn.rp.id,
    timeout: passkeyTimeoutMs,
    userVerification,
    allowCredentials: factors.filter(isPasskey).map(known),
  };
}

export function isPasskey(factor: Factor): factor is PasskeyFactor {
  return factor.kind === 'passkey';
}

export function known({ credentialId, transports }: PasskeyFactor): KnownPasskey {
  return { id: credentialId, type: 'public-key', transports };
}
