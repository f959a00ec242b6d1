import type { LogReader } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';

/** How long one line stands for further looks of the same administrator, in milliseconds. */
const notedForMs = 60 * 60_000;

/**
 * Writes into the history of each of these members that the administrator saw their places; nobody needs that of themselves. Whoever
 * runs the server has them all before their eyes.
 */
export async function notePlacesViewed(
  deps: Pick<Deps, 'chance' | 'clock' | 'log' | 'transaction'>,
  keeper: LogReader,
  accountIds: ReadonlySet<string>,
): Promise<void> {
  if (keeper.kind !== 'account') return;
  const others = [...accountIds].filter((id) => id !== keeper.accountId);
  if (others.length === 0) return;
  const event = 'member.places_viewed';
  const noted = await deps.log.notedBy(keeper.accountId, event, others, deps.clock.now() - notedForMs);
  const unnoted = others.filter((id) => !noted.has(id));
  if (unnoted.length === 0) return;
  await deps.transaction(async (stores) => {
    for (const accountId of unnoted) await note(stores, deps, { event, accountId, by: keeper });
  });
}
