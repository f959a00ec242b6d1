import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query';
import type { RollcallClient } from '../create-client.ts';
import type { OrganizationSessions, Session } from '../types.ts';
import { keys } from './keys.ts';
import { type OfOrganization, type Own, ofOrganization } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

interface OwnSessions extends Own {
  /** The live ones unless told otherwise. */
  readonly state?: 'live' | 'ended';
}

interface OwnPage {
  readonly rows: readonly Session[];
  readonly next: string | null;
}

type Paged<Page> = UseInfiniteQueryResult<InfiniteData<Page, string | null>>;

/** How often an open list of everybody's is fetched again, in milliseconds for each page that is shown. */
const refreshMs = 5_000;

/** Sessions, newest first, page by page: of the current organization, or one's own. */
export function useSessionsList(of: OwnSessions): Paged<OwnPage>;
export function useSessionsList(of?: OfOrganization): Paged<OrganizationSessions>;
export function useSessionsList(wanted: OwnSessions | OfOrganization = {}): Paged<OwnPage | OrganizationSessions> {
  const client = useRollcall();
  const isOwn = wanted.of === 'me';
  const state = isOwn ? (wanted.state ?? 'live') : 'live';
  return useInfiniteQuery({
    queryKey: keys.sessions(isOwn ? wanted : ofOrganization, state),
    queryFn: ({ pageParam }) => pageOf(client, wanted, pageParam === null ? {} : { after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: OwnPage | OrganizationSessions) => next,
    placeholderData: keepPreviousData,
    refetchInterval: isOwn ? false : ({ state: { data } }) => refreshMs * (data?.pages.length ?? 1),
  });
}

function pageOf(
  { sessions, organizationSessions }: RollcallClient,
  wanted: OwnSessions | OfOrganization,
  page: { readonly after?: string },
): Promise<OwnPage | OrganizationSessions> {
  if (wanted.of === 'me') return sessions.list({ state: wanted.state ?? 'live', ...page });
  return organizationSessions.list(page);
}

/** Ends one session by its id: held at once, final with a fresh proof. */
export function useTerminateSession(of: Own) {
  return useAct(of, (client, id: string) => client.sessions.terminate(id));
}

/** Ends all sessions but the current one. */
export function useTerminateAllSessions(of: Own) {
  return useAct(of, (client) => client.sessions.terminateOthers());
}
