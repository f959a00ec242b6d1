import type { BodyOf, QueryOf } from '@rollcall/api';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { aboutUsers, refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

type Search = Pick<QueryOf<'GET /v1/organization/users'>, 'search' | 'role'>;

/** Members of the current organization, page by page: all of them, or those that a search finds. */
export function useUsersList(search: Search = {}) {
  const client = useRollcall();
  return useInfiniteQuery({
    queryKey: keys.usersFound(search),
    queryFn: ({ pageParam }) =>
      client.organizationUsers.list({ ...search, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => refreshMs(data?.pages.length),
  });
}

/** A member with what they hold in the current organization. Asking for places is noted in that member's history. */
export function useUser(id: string, places: 'shown' | 'left_out' = 'left_out') {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.user(id, places),
    queryFn: () => client.organizationUsers.get(id, places === 'shown' ? { places } : {}),
    refetchInterval: refreshMs(),
  });
}

type RoleOf = { readonly id: string } & BodyOf<'POST /v1/organization/users/:id/role'>;

export function useAssignRole() {
  return useAct(own, (client, { id, role }: RoleOf) => client.organizationUsers.assignRole(id, { role }), [
    ...aboutUsers,
    keys.me,
  ]);
}

/** Takes a member out of the organization and ends what they hold in it. */
export function useRemoveUser() {
  return useAct(own, (client, id: string) => client.organizationUsers.remove(id), aboutUsers);
}

type ResetOf = { readonly id: string } & BodyOf<'POST /v1/organization/users/:id/factors/reset'>;

/** Takes all second factors from a member who has lost them. */
export function useResetFactors() {
  return useAct(
    own,
    (client, { id, ...input }: ResetOf) => client.organizationUsers.resetFactors(id, input),
    aboutUsers,
  );
}

/** Mails a member a link that sets a new password; answers to which of their addresses. */
export function useStartPasswordReset() {
  return useAct(own, (client, id: string) => client.organizationUsers.startPasswordReset(id), aboutUsers);
}

/** Leaves an organization of one's own; where the session stands in it, it ends. */
export function useLeaveOrganization() {
  return useAct(own, (client, id: string) => client.me.leaveOrganization(id), [keys.me]);
}
