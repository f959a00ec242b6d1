import type { Deps, Stores } from '../deps.ts';
import { type Noted, note } from '../log/note.ts';
import type { Invitation } from './invitation.ts';

/** Uses up the link of an invitation that nobody accepted. False where it was used meanwhile. */
export async function takeBack(
  { invitations, links }: Pick<Stores, 'invitations' | 'links'>,
  id: string,
  at: number,
): Promise<boolean> {
  if (!(await links.use(id, at))) return false;
  await invitations.withdraw(id, at);
  return true;
}

/** What follows from something else that somebody did: each is noted. */
export async function takeAllBack(
  stores: Pick<Stores, 'invitations' | 'links' | 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  invitations: readonly Invitation[],
  by: Noted['by'],
): Promise<void> {
  for (const { id, organizationId, role } of invitations) {
    if (!(await takeBack(stores, id, deps.clock.now()))) continue;
    const details = { role };
    await note(stores, deps, { event: 'invitation.withdrawn', accountId: null, organizationId, by, details });
  }
}
