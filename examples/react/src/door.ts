import { useSignIn, useSignOut } from '@rollcall/react';
import { goTo } from './path.ts';
import type { Settings } from './settings.ts';

interface Door {
  /** Resolves to whether name and password were right. */
  enter(name: string, password: string): Promise<boolean>;
  leave(): Promise<void>;
}

/** In and out of the application, whoever asks for the password. */
export function useDoor({ signIn: whose }: Settings): Door {
  const signIn = useSignIn();
  const signOut = useSignOut();
  return {
    async enter(name, password) {
      if (whose === 'own') return (await post('/api/sign-in', { name, password })).ok;
      return signIn.mutateAsync({ login: name, password }).then(
        () => true,
        () => false,
      );
    },
    async leave() {
      await signOut.mutateAsync(undefined).catch(() => undefined);
      if (whose === 'own') await post('/api/sign-out', {});
      goTo('/sign-in');
    },
  };
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
