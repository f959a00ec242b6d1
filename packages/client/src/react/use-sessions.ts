import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import type { Own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/** Sessions, newest first, page by page: the live ones unless told otherwise. */
export function useSessionsList({ of, state = 'live' }: Own & { readonly state?: 'live' | 'ended' }) {
  const client = useRollcall();
  return useInfiniteQuery({
    queryKey: keys.sessions({ of }, state),
    queryFn: ({ pageParam }) => client.sessions.list({ state, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** Ends one session by its id: held at once, final with a fresh proof. */
export function useTerminateSession(of: Own) {
  return useAct(of, (client, id: string) => client.sessions.terminate(id));
}

/** Ends all sessions but the current one. */
export function useTerminateAllSessions(of: Own) {
  return useAct(of, (client) => client.sessions.terminateOthers());
}
