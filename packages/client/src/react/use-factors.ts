import type { BodyOf } from '@rollcall/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/** What a change of factors makes stale beside the inventory and the log. */
const changed = [keys.factors, keys.me];

/** The account's second factors, oldest first. */
export function useFactors() {
  const client = useRollcall();
  return useQuery({ queryKey: keys.factors, queryFn: client.factors.list });
}

export function useRenameFactor() {
  return useAct(
    own,
    (client, { id, name }: { readonly id: string; readonly name: string | null }) => client.factors.rename(id, name),
    changed,
  );
}

export function useRemoveFactor() {
  return useAct(own, (client, id: string) => client.factors.remove(id), changed);
}

/** Makes the secret that an authenticator app is told. */
export function useBeginAuthenticator() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.factors.beginAuthenticator });
}

export function useConfirmAuthenticator() {
  return useAct(
    own,
    (
      client,
      { id, ...input }: { readonly id: string } & BodyOf<'POST /v1/me/factors/authenticator/:id/confirmation'>,
    ) => client.factors.confirmAuthenticator(id, input),
    changed,
  );
}

/** What to ask the browser for, to make a passkey. */
export function useBeginPasskey() {
  const client = useRollcall();
  return useMutation({ mutationFn: client.factors.beginPasskey });
}

export function useAddPasskey() {
  return useAct(
    own,
    (client, input: BodyOf<'POST /v1/me/factors/passkeys'>) => client.factors.addPasskey(input),
    changed,
  );
}

export function useMakeRecoveryCodes() {
  return useAct(own, (client) => client.factors.makeRecoveryCodes(), changed);
}
