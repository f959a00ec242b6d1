import type { BodyOf } from '@rollcall/api';
import { type QueryClient, type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RollcallClient } from '../create-client.ts';
import type { Me, SignedIn } from '../types.ts';
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
/** And one that another tab has just brought into another organization, whether it has the session there. */
const switchedPollMs = 1_000;

/** Why this browser's session ended. Where that may change by itself, this looks again. */
export function useEnding() {
  const client = useRollcall();
  return useQuery({
    queryKey: keys.ending,
    queryFn: client.doors.ending,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => {
      if (state.data?.ending?.reason === 'switched') return switchedPollMs;
      return state.data?.state === 'held' ? heldPollMs : false;
    },
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

/** With a second factor it answers what is asked for next, and nobody has entered yet. */
export function useSignIn() {
  return useFirstStep((client, input: BodyOf<'POST /v1/sign-in'>) => client.doors.signIn(input));
}

/** What either enters at once or asks for one thing more. */
function useFirstStep<Input>(send: (client: RollcallClient, input: Input) => Promise<SignedIn>) {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => send(client, input),
    onSuccess: ({ me, step }) => {
      if (me !== null) keepEntered(queryClient, me);
      queryClient.setQueryData(keys.step, { step });
    },
  });
}

/** What the sign-in of this browser waits for: it outlives a reload of the page. */
export function useSignInStep() {
  const client = useRollcall();
  return useQuery({ queryKey: keys.step, queryFn: client.doors.step, staleTime: 0, gcTime: 0 });
}

export function useSecondStep() {
  return useEntrance((client, input: BodyOf<'POST /v1/sign-in/second-step'>) => client.doors.secondStep(input));
}

/** What to ask a passkey for at the second step. */
export function useAskPasskeyAtStep() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.doors.askPasskeyAtStep });
}

/** Makes the secret of the first authenticator app, where the organization wants a second factor. */
export function useBeginAuthenticatorAtSignIn() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.doors.beginAuthenticator });
}

export function useEnrolAuthenticatorAtSignIn() {
  return useEntrance(
    (
      client,
      { id, ...input }: { readonly id: string } & BodyOf<'POST /v1/sign-in/enrolment/authenticator/:id/confirmation'>,
    ) => client.doors.enrolAuthenticator(id, input),
  );
}

/** What to ask the browser for, to make the first passkey. */
export function useBeginPasskeyAtSignIn() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.doors.beginPasskey });
}

export function useEnrolPasskeyAtSignIn() {
  return useEntrance((client, input: BodyOf<'POST /v1/sign-in/enrolment/passkeys'>) =>
    client.doors.enrolPasskey(input),
  );
}

/** What to ask a passkey for, to sign in with it alone. */
export function useBeginPasskeySignIn() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.doors.beginPasskeySignIn });
}

export function useSignInWithPasskey() {
  return useEntrance((client, input: BodyOf<'POST /v1/sign-in/passkey'>) => client.doors.signInWithPasskey(input));
}

export function useSetUp() {
  return useEntrance((client, input: BodyOf<'POST /v1/setup'>) => client.doors.setUp(input));
}

/** Comes into an organization with a new account, which is signed in then, or enrols a second factor first. */
export function useJoinByInvitation() {
  return useFirstStep((client, input: BodyOf<'POST /v1/invitations/acceptance'>) =>
    client.doors.joinByInvitation(input),
  );
}

/** Signs in whom a service hands over. */
export function useEnterByHandover() {
  return useEntrance((client, link: string) => client.doors.enterByHandover(link));
}

/** Lifts the hold on this browser's own session. */
export function useLiftHold() {
  return useEntrance((client, proof: BodyOf<'POST /v1/holds/lift'>) => client.doors.liftHold(proof));
}

/** What to ask a passkey for, to lift the hold with it. */
export function useAskPasskeyToLift() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.doors.askPasskeyToLift });
}

/** Asks for the page on which the service that signs the account in asks who one is, to lift the hold. */
export function useAskToLift() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.doors.askToLift });
}

/** Lifts that hold by what the service answered. */
export function useLiftByService() {
  return useEntrance((client, { requestId, secret }: { readonly requestId: string; readonly secret: string }) =>
    client.doors.liftByService(requestId, secret),
  );
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
    onSuccess: (me) => keepEntered(queryClient, me),
  });
}

function keepEntered(queryClient: QueryClient, me: Me): void {
  for (const queryKey of [keys.inventory(own), keys.log(own), keys.factors, keys.step]) {
    queryClient.removeQueries({ queryKey });
  }
  queryClient.setQueryData(keys.me, me);
}
