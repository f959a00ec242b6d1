import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';

/** How long one line stands for further looks of the same administrator, in milliseconds. */
const notedForMs = 60 * 60_000;

/** Writes into the history of each of these members that the administrator saw their places; nobody needs that of themselves. */
export async function notePlacesViewed(
  deps: Pick<Deps, 'chance' | 'clock' | 'log' | 'transaction'>,
  actor: Owner,
  accountIds: ReadonlySet<string>,
): Promise<void> {
  const others = [...accountIds].filter((id) => id !== actor.accountId);
  if (others.length === 0) return;
  const event = 'member.places_viewed';
  const noted = await deps.log.notedBy(actor.accountId, event, others, deps.clock.now() - notedForMs);
  const unnoted = others.filter((id) => !noted.has(id));
  if (unnoted.length === 0) return;
  await deps.transaction(async (stores) => {
    for (const accountId of unnoted) await note(stores, deps, { event, accountId, by: actor });
  });
}
