import type { ActingGrant } from './grant.ts';

/** What has expired is as good as not there. */
export interface GrantStore {
  /** In the place of one for the same two, if there is one. */
  put(grant: ActingGrant): Promise<void>;
  find(id: string, now: number): Promise<ActingGrant | null>;
  /** In which the account is one of the two, newest first; in one organization, or (`null`) in all. */
  listOf(accountId: string, organizationId: string | null, now: number): Promise<ActingGrant[]>;
  /** Those of that holder on that account in the organization. */
  findFor(organizationId: string, accountId: string, holderId: string, now: number): Promise<ActingGrant | null>;
  end(id: string): Promise<boolean>;
  /** Ends those in which the account is one of the two; in one organization, or (`null`) in all. Returns how many had not expired. */
  endAllOf(accountId: string, organizationId: string | null, now: number): Promise<number>;
  /** Deletes what expired before then; at most `batch`. Returns how many. */
  forgetExpired(before: number, batch: number): Promise<number>;
}
