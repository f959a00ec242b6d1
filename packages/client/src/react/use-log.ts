import type { LogGroup } from '@rollcall/api';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { keys } from './keys.ts';
import type { Own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';

/** Sign-ins and everything that was changed, newest first, page by page; all of it or one group. */
export function useLog({ of, group }: Own & { readonly group?: LogGroup | undefined }) {
  const client = useRollcall();
  return useInfiniteQuery({
    queryKey: keys.logGroup({ of }, group),
    queryFn: ({ pageParam }) =>
      client.log.list({
        ...(group === undefined ? {} : { group }),
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** Fetches the whole history as a file. */
export function useExportLog() {
  const client = useRollcall();
  return useMutation({ mutationFn: (format: 'csv' | 'json') => client.log.export(format) });
}
