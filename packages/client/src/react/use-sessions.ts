import type { QueryOf } from '@rollcall/api';
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  useInfiniteQuery,
} from '@tanstack/react-query';
import type { RollcallClient } from '../create-client.ts';
import type { OrganizationSessions, Outcome, Session, Terminated } from '../types.ts';
import { keys } from './keys.ts';
import { type OfOrganization, type Own, ofOrganization } from './own.ts';
import { refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

export interface OwnSessionsWanted extends Own {
  /** The live ones unless told otherwise. */
  readonly state?: 'live' | 'ended';
}

type Filter = Omit<QueryOf<'GET /v1/organization/sessions'>, 'after' | 'limit'>;

/** Which of the organization's sessions; all live ones unless told otherwise. */
export type OrganizationSessionsWanted = OfOrganization & Filter;

interface OwnSessions {
  readonly rows: readonly Session[];
  readonly next: string | null;
}

type Paged<Page> = UseInfiniteQueryResult<InfiniteData<Page>>;

/** Sessions, newest first, page by page: everybody's in the current organization, or one's own. */
export function useSessionsList(wanted: OwnSessionsWanted): Paged<OwnSessions>;
export function useSessionsList(wanted?: OrganizationSessionsWanted): Paged<OrganizationSessions>;
export function useSessionsList(
  wanted: OwnSessionsWanted | OrganizationSessionsWanted = {},
): Paged<OwnSessions | OrganizationSessions> {
  const client = useRollcall();
  const isOwn = wanted.of === 'me';
  const { of: _of, ...filter } = wanted;
  return useInfiniteQuery({
    queryKey: keys.sessions(isOwn ? wanted : ofOrganization, filter),
    queryFn: ({ pageParam }) => read(client, wanted, pageParam === null ? {} : { after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: OwnSessions | OrganizationSessions) => next,
    // While a filter changes, what was found before stays until what comes is there.
    ...(isOwn ? {} : { placeholderData: keepPreviousData }),
    refetchInterval: isOwn ? false : ({ state: { data } }) => refreshMs(data?.pages.length),
  });
}

function read(
  { sessions, organizationSessions }: RollcallClient,
  wanted: OwnSessionsWanted | OrganizationSessionsWanted,
  page: { readonly after?: string },
): Promise<OwnSessions | OrganizationSessions> {
  if (wanted.of === 'me') return sessions.list({ state: wanted.state ?? 'live', ...page });
  const { of: _of, ...filter } = wanted;
  return organizationSessions.list({ ...filter, ...page });
}

/**
 * Ends one session by its id. One's own is held at once and final with a fresh proof. In the organization several may be named,
 * up to 200, and a fresh proof is needed.
 */
export function useTerminateSession(of: Own): UseMutationResult<Outcome, Error, string>;
export function useTerminateSession(
  of?: OfOrganization,
): UseMutationResult<Terminated, Error, string | readonly string[]>;
export function useTerminateSession(of: Own | OfOrganization = ofOrganization) {
  const isOwn = of.of === 'me';
  return useAct(
    isOwn ? of : ofOrganization,
    ({ sessions, organizationSessions }, named: string | readonly string[]): Promise<Outcome | Terminated> => {
      if (typeof named !== 'string') return organizationSessions.terminateSelected(named);
      return isOwn ? sessions.terminate(named) : organizationSessions.terminate(named);
    },
  ) as UseMutationResult<Outcome, Error, string> & UseMutationResult<Terminated, Error, string | readonly string[]>;
}
