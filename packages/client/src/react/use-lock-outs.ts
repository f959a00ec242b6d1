import { useQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { aboutUsers, refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/** What would end if the member were locked out now. */
export function useLockOutPreview(id: string) {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.lockOut(id),
    queryFn: () => client.organizationUsers.previewLockOut(id),
    refetchInterval: refreshMs(),
    staleTime: 0,
  });
}

/** Who is to be locked out, the next one first. */
export function usePlannedLockOuts() {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.lockOuts,
    queryFn: client.organizationUsers.plannedLockOuts,
    refetchInterval: refreshMs(),
  });
}

/** Refuses a member's sign-in to the organization and ends what they hold in it: now, or at a moment to come. */
export function useLockOut() {
  return useAct(
    own,
    (client, { id, at }: { readonly id: string; readonly at?: number }) =>
      client.organizationUsers.lockOut(id, at === undefined ? {} : { at }),
    aboutUsers,
  );
}

export function useCancelLockOut() {
  return useAct(own, (client, id: string) => client.organizationUsers.cancelLockOut(id), aboutUsers);
}

export function useLetIn() {
  return useAct(own, (client, id: string) => client.organizationUsers.letIn(id), aboutUsers);
}
