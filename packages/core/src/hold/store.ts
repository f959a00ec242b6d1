import type { Hold, HoldOutcome } from './hold.ts';

export interface HoldStore {
  insert(hold: Hold): Promise<void>;
  find(id: string): Promise<Hold | null>;
  /** Unsettled holds of the account that have not lapsed by `now`. */
  listOpen(accountId: string, now: number): Promise<Hold[]>;
  /** Whether this session has pressed any hold since then that was not confirmed, whatever else became of it. */
  hasUnproven(byCredentialId: string, since: number): Promise<boolean>;
  /** What that session has pressed, settled or not, is the other's from now on. */
  passOn(fromCredentialId: string, toCredentialId: string): Promise<void>;
  /** Settles it. True for exactly one caller; false once it is settled, whatever the outcome was. */
  settle(id: string, outcome: HoldOutcome, at: number): Promise<boolean>;
  /** Unsettled holds that lapsed by `now`; at most `batch`. For the sweeper, which settles and logs them. */
  listLapsed(now: number, batch: number): Promise<Hold[]>;
}
