import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { maySeePlaces } from '../organization/may-see-places.ts';
import { notePlacesViewed } from '../organization/note-places-viewed.ts';
import type { Page, PageRequest } from '../page.ts';
import { Refusal } from '../refusal.ts';
import type { SealedEntry } from './chain.ts';
import type { LogEntry } from './log.ts';
import type { LogFilter } from './store.ts';

/** Whether addresses and places are to be told; that needs `platform.places.view`, and each member can read that it was done. */
export type Places = 'shown' | 'left_out';

type ViewDeps = Pick<Deps, 'chains' | 'chance' | 'clock' | 'log' | 'organizations' | 'transaction'>;

/** What happened in the actor's organization, newest first. Refuses `places_not_permitted`. */
export async function viewLog(
  deps: ViewDeps,
  actor: Owner,
  filter: LogFilter,
  places: Places,
  page: PageRequest,
): Promise<Page<LogEntry>> {
  await requirePlaces(deps, actor, places);
  const found = await deps.log.pageOfOrganization(actor.organizationId, filter, page);
  return { rows: await shown(deps, actor, found.rows, places), next: found.next };
}

/** The same in the order of its chain, behind that place. Without its salt nobody can find out an address that is left out. */
export async function viewChain(
  deps: ViewDeps,
  actor: Owner,
  places: Places,
  after: number,
  limit: number,
): Promise<SealedEntry[]> {
  await requirePlaces(deps, actor, places);
  const lines = await deps.chains.lines(actor.organizationId, after, limit);
  const told = await shown(deps, actor, lines, places);
  return told.map((line) => (line.address === null ? { ...line, seal: { ...line.seal, salt: null } } : line));
}

/** Refuses `places_not_permitted`. */
export async function requirePlaces(deps: Pick<Deps, 'organizations'>, actor: Owner, places: Places): Promise<void> {
  if (places === 'shown' && !(await maySeePlaces(deps, actor))) throw new Refusal('places_not_permitted');
}

/** Lines as they may be told. That somebody's addresses were seen is noted in their own history. */
async function shown<Line extends LogEntry>(
  deps: ViewDeps,
  actor: Owner,
  lines: readonly Line[],
  places: Places,
): Promise<Line[]> {
  if (places === 'left_out') return lines.map((line) => ({ ...line, address: null }));
  const seen = lines
    .filter(({ address }) => address !== null)
    .flatMap(({ accountId, actorAccountId }) => [accountId, actorAccountId]);
  await notePlacesViewed(deps, actor, new Set(seen.filter((id) => id !== null)));
  return [...lines];
}
