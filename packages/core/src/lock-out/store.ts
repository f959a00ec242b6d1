import type { PlannedLockOut } from './planned-lock-out.ts';

export interface LockOutStore {
  /** In the place of one that was planned for the same member before. */
  plan(planned: PlannedLockOut): Promise<void>;
  /** Of one member. */
  find(accountId: string, organizationId: string): Promise<PlannedLockOut | null>;
  /** The next one first. At most `limit`. */
  list(organizationId: string, limit: number): Promise<PlannedLockOut[]>;
  /** What is due by then, in every organization. At most `limit`. */
  due(now: number, limit: number): Promise<PlannedLockOut[]>;
  /** Of one member; in one organization, or (`null`) in all. False where none was planned. */
  cancel(accountId: string, organizationId: string | null): Promise<boolean>;
}
