import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { isPlanAbout } from '../lock-out/own-plan.ts';
import { maySeePlaces } from '../organization/may-see-places.ts';
import { notePlacesViewed } from '../organization/note-places-viewed.ts';
import type { Page, PageRequest } from '../page.ts';
import { Refusal } from '../refusal.ts';
import type { SealedEntry } from './chain.ts';
import type { LogEntry } from './log.ts';
import type { LogFilter } from './store.ts';

/** Whether addresses and places are to be told; that needs `platform.places.view`, and each member can read that it was done. */
export type Places = 'shown' | 'left_out';

type ViewDeps = Pick<Deps, 'chains' | 'chance' | 'clock' | 'lockOuts' | 'log' | 'organizations' | 'transaction'>;

/**
 * What happened in the actor's organization, newest first, without plans to lock out the actor: whoever is told beforehand takes along
 * what they can. Refuses `places_not_permitted`.
 */
export async function viewLog(
  deps: ViewDeps,
  actor: Owner,
  filter: LogFilter,
  places: Places,
  page: PageRequest,
): Promise<Page<LogEntry>> {
  await requirePlaces(deps, actor, places);
  const found = await deps.log.pageOfOrganization(actor.organizationId, filter, page);
  const rows = found.rows.filter((line) => !isPlanAbout(actor.accountId, line));
  return { rows: await shown(deps, actor, rows, places), next: found.next };
}

/**
 * What happened in the order of its chain, behind that place. Without its salt nobody can find out an address that is left out. As a
 * line can be verified only whole, the chain ends for whoever a plan waits for where that plan stands.
 */
export async function viewChain(
  deps: ViewDeps,
  actor: Owner,
  places: Places,
  after: number,
  limit: number,
): Promise<SealedEntry[]> {
  await requirePlaces(deps, actor, places);
  const lines = await upToOwnPlan(deps, actor, await deps.chains.lines(actor.organizationId, after, limit));
  const told = await shown(deps, actor, lines, places);
  return told.map((line) => (line.address === null ? { ...line, seal: { ...line.seal, salt: null } } : line));
}

async function upToOwnPlan(
  { lockOuts }: ViewDeps,
  { accountId, organizationId }: Owner,
  lines: SealedEntry[],
): Promise<SealedEntry[]> {
  const end = lines.findIndex((line) => isPlanAbout(accountId, line));
  if (end === -1 || (await lockOuts.find(accountId, organizationId)) === null) return lines;
  return lines.slice(0, end);
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
