import type { BodyOf, Me, OrganizationPermission } from '@rollcall/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/** The account, the current session and what it may do. */
export function useMe() {
  const client = useRollcall();
  return useQuery({ queryKey: keys.me, queryFn: client.me.get });
}

/** Whether the account has the permission; false until that is known. The server decides in any case. */
export function useHasPermission(permission: OrganizationPermission): boolean {
  return useMe().data?.permissions.includes(permission) ?? false;
}

/** Keeps the account that an act answered with, instead of fetching it again. */
function useKeepMe(): (me: Me) => void {
  const queryClient = useQueryClient();
  return (me) => queryClient.setQueryData(keys.me, me);
}

export function useChangeProfile() {
  const client = useRollcall();
  const keepMe = useKeepMe();
  return useMutation({
    mutationFn: (profile: BodyOf<'PATCH /v1/me'>) => client.me.change(profile),
    onSuccess: keepMe,
  });
}

export function useReauthenticate() {
  const client = useRollcall();
  const keepMe = useKeepMe();
  return useMutation({
    mutationFn: (proof: BodyOf<'POST /v1/me/re-authentication'>) => client.me.reauthenticate(proof),
    onSuccess: keepMe,
  });
}

/** What to ask a passkey for, to prove with it who one is. */
export function useAskPasskeyForProof() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.me.askPasskeyForProof });
}

/** Asks for the page on which the service that signs the account in asks again who one is. */
export function useAskReauthentication() {
  const client = useRollcall();
  return useMutation({
    mutationFn: (wish: BodyOf<'POST /v1/me/re-authentication-requests'>) => client.me.askReauthentication(wish),
  });
}

/** Uses what that service answered. */
export function useFinishReauthentication() {
  const client = useRollcall();
  const keepMe = useKeepMe();
  return useMutation({
    mutationFn: ({ requestId, secret }: { readonly requestId: string; readonly secret: string }) =>
      client.me.finishReauthentication(requestId, secret),
    onSuccess: ({ me }) => keepMe(me),
  });
}

export function useChangePassword() {
  return useAct(own, (client, change: BodyOf<'POST /v1/me/password'>) => client.me.changePassword(change), [keys.me]);
}

/** The e-mail addresses of the account and those that wait for their link, with adding (or sending again) and removing. */
export function useEmails() {
  const client = useRollcall();
  const me = useMe();
  const waiting = useQuery({ queryKey: keys.waitingEmails, queryFn: client.me.listWaitingEmails });
  const refreshes = [keys.me, keys.waitingEmails];
  const add = useAct(own, (client, email: string) => client.me.addEmail(email), refreshes);
  const remove = useAct(own, (client, email: string) => client.me.removeEmail(email), refreshes);
  const emails = me.data?.account.loginNames.filter(({ kind }) => kind === 'email');
  return { emails, waiting: waiting.data?.waiting, add, remove };
}
