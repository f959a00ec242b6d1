import type { Visitor } from '../actor.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, ThrottleKey } from '../deps.ts';

/** A request counts when it is made, and comes back once it, or whatever its browser signed in with instead, has let somebody in. */
export function askedKeys({ address }: Pick<Visitor, 'address'>): ThrottleKey[] {
  return address === null ? [] : [{ rule: 'passkey', key: address }];
}

/**
 * Ends what the sign-in page asked for when it was shown, where its visitor gave a password instead: an office whose people do so is
 * not to wait for it.
 */
export async function endAskedPasskey(
  { signInChallenges, throttle }: Pick<Deps, 'signInChallenges' | 'throttle'>,
  visitor: Pick<Visitor, 'address' | 'stepToken'>,
): Promise<void> {
  const { stepToken } = visitor;
  const asked = stepToken === null ? null : await signInChallenges.findByHash(hashToken(stepToken));
  if (asked?.purpose !== 'passkey' || !(await signInChallenges.end(asked.id))) return;
  await throttle.succeeded(askedKeys(visitor));
}
