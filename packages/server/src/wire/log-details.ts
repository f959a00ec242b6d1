import type { LogLine } from '@rollcall/api';
import type { LogEntry } from '@rollcall/core';
import type { Names } from './names.ts';

/** What the log keeps beside, with the name of whom a grant is: the log keeps ids, and names are resolved when it is read. */
export async function toDetails({ details }: LogEntry, names: Names): Promise<LogLine['details']> {
  const { holderId } = details;
  const holderName = typeof holderId === 'string' ? await names.account(holderId) : null;
  const kept = Object.fromEntries(Object.entries(details));
  return holderName === null ? kept : { ...kept, holderName };
}
