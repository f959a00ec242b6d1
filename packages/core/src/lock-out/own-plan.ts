import type { LogEntry } from '../log/log.ts';

const planEvents: readonly string[] = ['lock_out.planned', 'lock_out.cancelled'];

/** Whether a line tells of a plan to lock that member out. */
export function isPlanAbout(accountId: string, { event, details }: Pick<LogEntry, 'event' | 'details'>): boolean {
  return planEvents.includes(event) && details['memberId'] === accountId;
}
