import type { Page, PageRequest } from '../page.ts';
import type { LogEntry, LogEvent } from './log.ts';

/** Which lines; what is left out does not matter. Times are milliseconds UTC, `to` excluded. */
export interface LogFilter {
  /** Whose history it stands in. */
  readonly accountId?: string | undefined;
  /** Who acted. */
  readonly actorAccountId?: string | undefined;
  /** All for an empty list. */
  readonly events: readonly LogEvent[];
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface LogStore {
  append(entry: LogEntry): Promise<void>;
  /** An account's history, newest first, by keyset; only these events, or all for an empty list. */
  pageOf(accountId: string, events: readonly LogEvent[], page: PageRequest): Promise<Page<LogEntry>>;
  /** Of these accounts, those in whose history somebody's act of that kind stands since then. */
  notedBy(actorId: string, event: LogEvent, accountIds: readonly string[], since: number): Promise<ReadonlySet<string>>;
  /**
   * What happened in an organization, or (`null`) in none, newest first, by keyset. Of some events alone a page may have fewer lines than were asked for
   * and not be the last, as each call looks at a bounded stretch.
   */
  pageOfOrganization(organizationId: string | null, filter: LogFilter, page: PageRequest): Promise<Page<LogEntry>>;
  /**
   * Erases addresses of sealed entries that are older than the policy of their organization allows, or than that of the default
   * organization where they belong to none; at most `batch`. Returns how many.
   */
  eraseAddresses(now: number, batch: number): Promise<number>;
}
