import type { Page, PageRequest } from '../page.ts';
import type { LogEntry, LogEvent } from './log.ts';

export interface LogStore {
  append(entry: LogEntry): Promise<void>;
  /** An account's history, newest first, by keyset; only these events, or all for an empty list. */
  pageOf(accountId: string, events: readonly LogEvent[], page: PageRequest): Promise<Page<LogEntry>>;
  /** Of these accounts, those in whose history somebody's act of that kind stands since then. */
  notedBy(actorId: string, event: LogEvent, accountIds: readonly string[], since: number): Promise<ReadonlySet<string>>;
  /** Erases addresses of entries older than this; at most `batch`. Returns how many. */
  eraseAddresses(before: number, batch: number): Promise<number>;
}
