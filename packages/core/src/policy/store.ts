import type { Policy } from './policy.ts';

/** A live session that one policy lets live and another would not, and why. */
export interface RunningOut {
  readonly accountId: string;
  readonly why: 'expired' | 'idle';
}

/** Where a live session was last used from. */
export interface LastUse {
  readonly accountId: string;
  readonly address: string | null;
}

export interface PolicyStore {
  /** Raised by each change, so that nobody writes over what they have not seen. */
  version(organizationId: string): Promise<number>;
  /** Live sessions that would have run out by that policy; at most so many. */
  runningOut(organizationId: string, policy: Policy, now: number, most: number): Promise<RunningOut[]>;
  /** Accounts with more live sessions there than that; at most so many. */
  holdersOfMore(organizationId: string, sessions: number, now: number, most: number): Promise<string[]>;
  /** Of the live sessions there the newest; at most so many. */
  lastUses(organizationId: string, now: number, most: number): Promise<LastUse[]>;
}
