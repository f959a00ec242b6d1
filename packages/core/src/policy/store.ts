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

/** What a look at a bounded stretch found. */
export interface Stretch<One> {
  readonly found: readonly One[];
  /** From where the next one goes on; `null`: it reached the end. */
  readonly next: string | null;
}

/** Behind that moment, and until that other one: milliseconds UTC. */
export interface Span {
  readonly after: number;
  readonly until: number;
}

/** What looks through an organization, however large it is: each call looks at a bounded stretch, and others have their turn then. */
export interface PolicyStore {
  /** Raised by each change, so that nobody writes over what they have not seen. */
  version(organizationId: string): Promise<number>;
  /** Live sessions that would have run out by that policy. */
  runningOut(organizationId: string, policy: Policy, now: number, from: string | null): Promise<Stretch<RunningOut>>;
  /** Members with more live sessions there than that. */
  holdersOfMore(organizationId: string, sessions: number, now: number, from: string | null): Promise<Stretch<string>>;
  /** Members who sign in here and have no second factor that could be asked for. */
  withoutFactor(organizationId: string, from: string | null): Promise<Stretch<string>>;
  /** Whose devices were trusted there in that time, and still are; at most so many. */
  trusting(organizationId: string, granted: Span, most: number): Promise<string[]>;
  /** Of each live session there, the newest first. */
  lastUses(organizationId: string, now: number, from: string | null): Promise<Stretch<LastUse>>;
}
