import type { BodyOf } from '@rollcall/api';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { enterOrganization } from './enter-organization.ts';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

export function useRenameOrganization() {
  return useAct(own, (client, name: string) => client.organization.rename(name), [keys.me]);
}

/** Makes an organization whose owner one is; the session stays where it stands. */
export function useCreateOrganization() {
  return useAct(own, (client, name: string) => client.me.createOrganization(name), [keys.me]);
}

/** Invitations into the current organization that wait, page by page. */
export function useInvitations() {
  const client = useRollcall();
  return useInfiniteQuery({
    queryKey: keys.invitations,
    queryFn: ({ pageParam }) => client.organization.invitations(pageParam === null ? {} : { after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) => refreshMs(data?.pages.length),
  });
}

export function useInvite() {
  return useAct(
    own,
    (client, invitation: BodyOf<'POST /v1/organization/invitations'>) => client.organization.invite(invitation),
    [keys.invitations],
  );
}

export function useWithdrawInvitation() {
  return useAct(own, (client, id: string) => client.organization.withdrawInvitation(id), [keys.invitations]);
}

/** Comes into an organization with the account that one is signed in with. */
export function useAcceptInvitation() {
  return useAct(own, (client, link: string) => client.me.acceptInvitation(link), [keys.me]);
}

/** Goes into another organization of one's own, by its id: everything that is shown is about that one afterwards. */
export function useSwitchOrganization() {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.me.switchOrganization(id),
    onSuccess: (me) => enterOrganization(queryClient, me),
  });
}
