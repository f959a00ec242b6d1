import type { BodyOf } from '@rollcall/api';
import { useQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { aboutUsers, refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/** Who may act on behalf of a member, and on whose behalf that member may. */
export function useUserGrants(id: string) {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.userGrants(id),
    queryFn: () => client.organizationUsers.grants(id),
    refetchInterval: refreshMs(),
  });
}

type MadeGrant = { readonly id: string } & BodyOf<'POST /v1/organization/users/:id/grants'>;

/** Lets `holderId` act on behalf of the member with that id. */
export function useMakeGrant() {
  return useAct(
    own,
    (client, { id, ...grant }: MadeGrant) => client.organizationUsers.makeGrant(id, grant),
    aboutUsers,
  );
}

export function useEndGrant() {
  return useAct(own, (client, id: string) => client.organizationUsers.endGrant(id), aboutUsers);
}

/** Who may act on one's own behalf, and on whose behalf one may oneself; with ending one of them. */
export function useGrants() {
  const client = useRollcall();
  const grants = useQuery({ queryKey: keys.grants, queryFn: client.me.grants });
  const end = useAct(own, (acting, id: string) => acting.me.endGrant(id), [keys.grants]);
  return { grants, end };
}
