/** How many a list shows at most: more than leave in a year's time, as far as anybody reads. */
export const mostPlannedLockOuts = 1_000;

/** Somebody who is to be locked out of an organization at a moment to come. */
export interface PlannedLockOut {
  readonly organizationId: string;
  readonly accountId: string;
  readonly dueAt: number;
  /** `null`: the operator. */
  readonly byAccountId: string | null;
  readonly createdAt: number;
}
