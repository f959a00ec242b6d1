import type { BodyOf } from '@rollcall/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PolicyChange } from '../types.ts';
import { keys } from './keys.ts';
import { useRollcall } from './rollcall-provider.tsx';

/**
 * What the current organization sets for its members, as of the moment when its page was opened: what somebody types there must
 * not change under their hands.
 */
export function useOrganizationPolicy() {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.policy,
    queryFn: client.organizationPolicy.get,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** What a change would end, before it is made. */
export function usePreviewPolicy() {
  const client = useRollcall();
  return useMutation({ mutationFn: (change: PolicyChange) => client.organizationPolicy.preview(change) });
}

/** Makes the change, after which what stands is fetched again. */
export function useChangePolicy() {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'PATCH /v1/organization/policy'>) => client.organizationPolicy.change(body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.policy }),
  });
}
