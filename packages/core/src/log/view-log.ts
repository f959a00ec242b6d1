import type { LogReader } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { maySeePlaces } from '../organization/may-see-places.ts';
import { notePlacesViewed } from '../organization/note-places-viewed.ts';
import type { Page, PageRequest } from '../page.ts';
import { Refusal } from '../refusal.ts';
import { type SealedEntry, serverChain } from './chain.ts';
import type { LogEntry } from './log.ts';
import type { LogFilter } from './store.ts';

/** Whether addresses and places are to be told; that needs `platform.places.view`, and each member can read that it was done. */
export type Places = 'shown' | 'left_out';

type ViewDeps = Pick<Deps, 'chains' | 'chance' | 'clock' | 'log' | 'organizations' | 'transaction'>;

/** What happened in the reader's organization, newest first; the same for everybody who may read it. Refuses `places_not_permitted`. */
export async function viewLog(
  deps: ViewDeps,
  reader: LogReader,
  filter: LogFilter,
  places: Places,
  page: PageRequest,
): Promise<Page<LogEntry>> {
  await requirePlaces(deps, reader, places);
  const { rows, next } = await deps.log.pageOfOrganization(reader.organizationId, filter, page);
  return { rows: await shown(deps, reader, rows, places), next };
}

/**
 * What happened in the order of its chain, behind that place: whole, as a line can be verified only so. Without its salt nobody can
 * find out an address that is left out.
 */
export async function viewChain(
  deps: ViewDeps,
  reader: LogReader,
  places: Places,
  after: number,
  limit: number,
): Promise<SealedEntry[]> {
  await requirePlaces(deps, reader, places);
  const lines = await deps.chains.lines(reader.organizationId ?? serverChain, after, limit);
  const told = await shown(deps, reader, lines, places);
  return told.map((line) => (line.address === null ? { ...line, seal: { ...line.seal, salt: null } } : line));
}

/** Refuses `places_not_permitted`. */
export async function requirePlaces(
  deps: Pick<Deps, 'organizations'>,
  reader: LogReader,
  places: Places,
): Promise<void> {
  if (places === 'shown' && !(await maySeePlaces(deps, reader))) throw new Refusal('places_not_permitted');
}

/** Lines as they may be told. That somebody's addresses were seen is noted in their own history. */
async function shown<Line extends LogEntry>(
  deps: ViewDeps,
  reader: LogReader,
  lines: readonly Line[],
  places: Places,
): Promise<Line[]> {
  if (places === 'left_out') return lines.map((line) => ({ ...line, address: null }));
  const seen = lines
    .filter(({ address }) => address !== null)
    .flatMap(({ accountId, actorAccountId }) => [accountId, actorAccountId]);
  await notePlacesViewed(deps, reader, new Set(seen.filter((id) => id !== null)));
  return [...lines];
}
