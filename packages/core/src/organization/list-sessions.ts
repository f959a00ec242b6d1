import type { Keeper } from '../actor.ts';
import type { SessionFilter, SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import type { Page, PageRequest } from '../page.ts';
import { isWithin, permissionsOf, type Role } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import { type CountedUp, countLive } from './count-live.ts';
import { findNamed } from './find-named.ts';
import { roleOf } from './keeper.ts';
import { notePlacesViewed } from './note-places-viewed.ts';
import type { Holder } from './organization.ts';
import { readMatching } from './read-matching.ts';

/** A session with whose it is, and whether whoever asks may end it. */
export interface HeldSession {
  readonly session: SessionRecord;
  readonly holder: Holder;
  readonly mayEnd: boolean;
}

export interface OrganizationSessions {
  readonly rows: readonly HeldSession[];
  readonly next: string | null;
  /** How many live ones there are; `null` on any page but the first. */
  readonly active: CountedUp | null;
}

export interface SessionsWanted {
  readonly filter: Omit<SessionFilter, 'accountIds' | 'namePart'>;
  /** Of this member alone. */
  readonly accountId: string | null;
  /** Of members with this in a name. */
  readonly search: string | null;
  /** Whether addresses and places are to be told; that needs `platform.places.view`, and each member can read that it was done. */
  readonly places: 'shown' | 'left_out';
  /** By the place of its address, which only whoever reads places knows. Implies that places are shown. */
  readonly matches: ((session: SessionRecord) => boolean) | null;
  readonly page: PageRequest;
}

type ListDeps = Pick<Deps, 'chance' | 'clock' | 'credentials' | 'log' | 'organizations' | 'transaction'>;

/**
 * Sessions that stand in the organization, newest first: everybody's, whatever the role of whoever looks. Refuses
 * `places_not_permitted`.
 */
export async function listOrganizationSessions(
  deps: ListDeps,
  keeper: Keeper,
  wanted: SessionsWanted,
): Promise<OrganizationSessions> {
  const { organizationId } = keeper;
  const showsPlaces = wanted.places === 'shown' || wanted.matches !== null;
  const role = await roleOf(deps, keeper);
  if (showsPlaces && !permissionsOf(role).includes('platform.places.view')) throw new Refusal('places_not_permitted');
  const [found, active] = await Promise.all([
    find(deps, organizationId, wanted),
    wanted.page.after === null ? countLive(deps, organizationId) : null,
  ]);
  const rows = await withHolders(deps, organizationId, found.rows, role);
  if (showsPlaces) await notePlacesViewed(deps, keeper, new Set(found.rows.map((session) => session.accountId)));
  return { rows, next: found.next, active };
}

async function find(
  deps: ListDeps,
  organizationId: string,
  { filter, accountId, search, matches, page }: SessionsWanted,
): Promise<Page<SessionRecord>> {
  const now = deps.clock.now();
  const named = accountId === null ? await findNamed(deps, organizationId, search) : null;
  const whole = {
    ...filter,
    namePart: named?.namePart ?? null,
    accountIds: accountId === null ? (named?.accountIds ?? null) : [accountId],
  };
  const read = (page: PageRequest) =>
    deps.credentials.pageOrganizationSessions(
      organizationId,
      now,
      page,
      matches === null && isPlain(whole) ? null : whole,
    );
  return readMatching(read, page, matches);
}

/** What is asked for most has a statement of its own. */
function isPlain({ state, accountIds, namePart, type, from, to }: SessionFilter): boolean {
  return state === 'live' && [accountIds, namePart, type, from, to].every((condition) => condition === null);
}

async function withHolders(
  { organizations }: Pick<Deps, 'organizations'>,
  organizationId: string,
  sessions: readonly SessionRecord[],
  role: Role,
): Promise<HeldSession[]> {
  const accountIds = [...new Set(sessions.map(({ accountId }) => accountId))];
  const found = await organizations.holders(organizationId, accountIds);
  const holders = new Map(found.map((holder) => [holder.accountId, holder]));
  return sessions.flatMap((session) => {
    const holder = holders.get(session.accountId);
    return holder === undefined ? [] : [{ session, holder, mayEnd: isWithin(holder.role ?? 'member', role) }];
  });
}
