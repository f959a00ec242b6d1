import type { Page, PageRequest } from '../page.ts';
import type { LogEntry, LogEvent } from './log.ts';

export interface LogStore {
  append(entry: LogEntry): Promise<void>;
  /** An account's history, newest first, by keyset; only these events, or all for an empty list. */
  pageOf(accountId: string, events: readonly LogEvent[], page: PageRequest): Promise<Page<LogEntry>>;
  /** Erases addresses of entries older than this; at most `batch`. Returns how many. */
  eraseAddresses(before: number, batch: number): Promise<number>;
}
