import type { Lifetime } from '../credential/credential.ts';

/**
 * What a sign-in waits for. Fixed strings: they are stored. `second_step`: the password was right, the second factor is missing.
 * `enrolment`: it was right, and the organization wants a second factor that the account does not have yet. `passkey`: nobody is
 * known yet; a passkey will say who it is.
 */
export const challengePurposes = ['second_step', 'enrolment', 'passkey'] as const;
export type ChallengePurpose = (typeof challengePurposes)[number];

export const challengeLifetimeMs = 10 * 60_000;

/** So many wrong answers end it. */
export const mostTries = 5;

/** A sign-in that is not finished. It opens nothing but its own next step, in the browser that began it. */
export interface SignInChallenge {
  readonly id: string;
  /** Of what the browser's cookie carries. */
  readonly secretHash: Uint8Array;
  readonly purpose: ChallengePurpose;
  /** Whose password was right, and where they sign in; `null` where nobody is known. */
  readonly accountId: string | null;
  readonly organizationId: string | null;
  readonly lifetime: Lifetime;
  /** Answers that were looked at. */
  readonly tries: number;
  readonly createdAt: number;
  readonly expiresAt: number;
}
