import type { BodyOf } from '@rollcall/api';
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RollcallClient } from '../create-client.ts';
import type { Me } from '../types.ts';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';

/** What the sign-in page needs to know. */
export function useDoors() {
  const client = useRollcall();
  return useQuery({ queryKey: keys.doors, queryFn: client.doors.get });
}

/** How often a held browser asks whether it is still held. */
const heldPollMs = 5_000;

/** Why this browser's session ended. A hold may be taken back or lapse: while it lasts, this looks again. */
export function useEnding() {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.ending,
    queryFn: client.doors.ending,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'held' ? heldPollMs : false),
  });
}

/** What a single-use link is for and whether it still works; `null` asks nothing. */
export function useLink(link: string | null) {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.link(link ?? ''),
    queryFn: () => client.doors.inspectLink(link ?? ''),
    enabled: link !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useSignIn() {
  return useEntrance((client, input: BodyOf<'POST /v1/sign-in'>) => client.doors.signIn(input));
}

export function useSetUp() {
  return useEntrance((client, input: BodyOf<'POST /v1/setup'>) => client.doors.setUp(input));
}

/** Comes into an organization with a new account, which is signed in then. */
export function useJoinByInvitation() {
  return useEntrance((client, input: BodyOf<'POST /v1/invitations/acceptance'>) =>
    client.doors.joinByInvitation(input),
  );
}

/** Signs in whom a service hands over. */
export function useEnterByHandover() {
  return useEntrance((client, link: string) => client.doors.enterByHandover(link));
}

/** Lifts the hold on this browser's own session. */
export function useLiftHold() {
  return useEntrance((client, password: string) => client.doors.liftHold(password));
}

export function useSignOut() {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: client.doors.signOut, onSuccess: () => queryClient.clear() });
}

export function useRequestPasswordReset() {
  const client = useRollcall();
  return useMutation({ mutationFn: (login: string) => client.doors.requestPasswordReset(login) });
}

export function useResetPassword() {
  const client = useRollcall();
  return useMutation({ mutationFn: (input: BodyOf<'POST /v1/password-resets'>) => client.doors.resetPassword(input) });
}

export function useVerifyEmail() {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (link: string) => client.doors.verifyEmail(link),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.me }),
  });
}

/** A way in: what somebody else had fetched in this page is forgotten, and the account that entered is known. */
function useEntrance<Input>(
  enter: (client: RollcallClient, input: Input) => Promise<Me>,
): UseMutationResult<Me, Error, Input> {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => enter(client, input),
    onSuccess: (me) => {
      for (const queryKey of [keys.inventory(own), keys.log(own)]) queryClient.removeQueries({ queryKey });
      queryClient.setQueryData(keys.me, me);
    },
  });
}
