import type { SessionRecord } from '../credential/store.ts';
import { wholeSignIn } from '../credential/whole-sign-in.ts';
import type { Stores } from '../deps.ts';

/**
 * Those of the named sessions that stand in an organization. Another organization's and an unknown one are the same: not there. So is a
 * child, which ends with its parent.
 */
export async function findThere(
  { credentials }: Pick<Stores, 'credentials'>,
  organizationId: string,
  ids: readonly string[],
): Promise<SessionRecord[]> {
  const found: SessionRecord[] = [];
  for (const id of ids) {
    const session = await credentials.find(id);
    if (session?.organizationId === organizationId && session.parentId === null) found.push(session);
  }
  return found;
}

/** Whoever went next door and came back since they were seen is in another session here by now. */
export async function withThoseSince(
  stores: Pick<Stores, 'credentials'>,
  organizationId: string,
  seen: readonly SessionRecord[],
): Promise<SessionRecord[]> {
  const since = new Set<string>();
  for (const session of seen) for (const id of await wholeSignIn(stores, session)) since.add(id);
  const there = await findThere(stores, organizationId, [...since]);
  return [...seen, ...there.filter(({ id }) => !seen.some((one) => one.id === id))];
}
