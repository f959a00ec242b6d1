import type { EndReason } from '../credential/credential.ts';

/**
 * Everything of an organization that was ended at once, and how far its members have been told of it: that goes on in the
 * background, through them in the order of their ids. Times are milliseconds UTC.
 */
export interface Termination {
  readonly id: string;
  readonly organizationId: string;
  readonly at: number;
  /** `null`: the operator. */
  readonly byAccountId: string | null;
  /** How many members the organization had when telling began; `null` before. */
  readonly members: number | null;
  /** How many of them have been gone through, and how many of those had been signed out and were told. */
  readonly passed: number;
  readonly told: number;
  /** The last one that was gone through. */
  readonly passedUpTo: string | null;
  readonly finishedAt: number | null;
}

/** Why the sessions ended that it ended. */
export function reasonOf({ byAccountId }: Pick<Termination, 'byAccountId'>): EndReason {
  return byAccountId === null ? 'revoked_by_operator' : 'revoked_by_administrator';
}

export interface TerminationStore {
  insert(termination: Termination): Promise<void>;
  /** The latest of the organization. */
  latest(organizationId: string): Promise<Termination | null>;
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<Termination | null>;
  /** Writes how far telling has come. */
  advance(termination: Termination): Promise<void>;
  /** Members after that one in the order of their ids. */
  membersAfter(organizationId: string, after: string | null, limit: number): Promise<string[]>;
  countMembers(organizationId: string): Promise<number>;
  /** How many sessions each of these members lost to it; members who lost none are left out. */
  lostBy(termination: Termination, accountIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
