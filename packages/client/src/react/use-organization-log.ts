import type { QueryOf } from '@rollcall/api';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { useRollcall } from './rollcall-provider.tsx';

/** Which lines; see `GET /v1/organization/log`. */
export type OrganizationLogFilter = QueryOf<'GET /v1/organization/log/export'>;

/** How often an open page asks whether the chain still holds, in milliseconds. */
const stateEveryMs = 15_000;

/** Who did what to whom in the current organization, newest first, page by page. */
export function useOrganizationLog(filter: OrganizationLogFilter = {}) {
  const client = useRollcall();
  return useInfiniteQuery({
    queryKey: keys.organizationLog(filter),
    queryFn: ({ pageParam }) =>
      client.organizationLog.list({ ...filter, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Whether the chain of the current organization's log holds. */
export function useOrganizationLogState() {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.organizationLogState,
    queryFn: () => client.organizationLog.state(),
    refetchInterval: stateEveryMs,
  });
}

/** Fetches the lines that the filter leaves as CSV, or the whole chain as lines of JSON. */
export function useExportOrganizationLog(filter: OrganizationLogFilter = {}) {
  const client = useRollcall();
  const show = filter.show === undefined ? {} : { show: filter.show };
  return useMutation({
    mutationFn: (format: 'csv' | 'jsonl') =>
      format === 'csv' ? client.organizationLog.exportCsv(filter) : client.organizationLog.exportChain(show),
  });
}
