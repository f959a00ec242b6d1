import type { SignInChallenge } from './challenge.ts';

export interface SignInChallengeStore {
  insert(challenge: SignInChallenge): Promise<void>;
  findByHash(secretHash: Uint8Array): Promise<SignInChallenge | null>;
  /** Counts a try before it is looked at, so that parallel ones count too. Which one it is; `null` where none is left. */
  countTry(id: string, most: number): Promise<number | null>;
  /** Ends it. True for exactly one caller. */
  end(id: string): Promise<boolean>;
  /** Ends every one of the account. */
  endOf(accountId: string): Promise<void>;
  /** Everybody's. */
  endAll(): Promise<void>;
  /** Those that expired by `now`; at most `batch`. For the sweeper, which ends and logs them. */
  listExpired(now: number, batch: number): Promise<SignInChallenge[]>;
}
