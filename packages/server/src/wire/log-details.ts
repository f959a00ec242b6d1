import type { LogLine } from '@rollcall/api';
import type { LogEntry } from '@rollcall/core';
import type { Names } from './names.ts';

/** Ids among what the log keeps beside, and where the name of each is told. */
const named = { holderId: 'holderName', memberId: 'memberName', plannedById: 'plannedByName' } as const;

/**
 * What the log keeps beside, with the names of whose a grant is, whom a lock-out was planned for and who planned it: the log keeps ids, and names are
 * resolved when it is read.
 */
export async function toDetails({ details }: LogEntry, names: Names): Promise<LogLine['details']> {
  const told = Object.fromEntries(Object.entries(details));
  for (const [id, name] of Object.entries(named)) {
    const found = typeof details[id] === 'string' ? await names.account(details[id]) : null;
    if (found !== null) told[name] = found;
  }
  return told;
}
