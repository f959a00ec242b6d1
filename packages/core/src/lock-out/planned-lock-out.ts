import type { Keeper } from '../actor.ts';
import type { LogEntry } from '../log/log.ts';

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

/** Who acts when it falls due: the system, within the rights that whoever planned it has by then. */
export function plannerOf({ organizationId, byAccountId }: PlannedLockOut): Keeper {
  return { kind: 'system', organizationId, forAccountId: byAccountId };
}

/** Who planned it and when, as the organization's log tells it once the plan is over. */
export function plannedDetails({ byAccountId, createdAt }: PlannedLockOut): LogEntry['details'] {
  return { plannedAt: createdAt, ...(byAccountId !== null && { plannedById: byAccountId }) };
}
