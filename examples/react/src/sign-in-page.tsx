import { useSignIn } from '@rollcall/react';
import type { FormEvent } from 'react';
import { goTo } from './path.ts';
import { type Language, words } from './words.ts';

/** The application's own form; what it sends is Rollcall's to judge. */
export function SignInPage({ language }: { readonly language: Language }) {
  const say = words[language];
  const signIn = useSignIn();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const input = { login: String(typed.get('name')), password: String(typed.get('password')) };
    signIn.mutate(input, { onSuccess: () => goTo('/') });
  };
  return (
    <main className="door">
      <form className="card" onSubmit={submit}>
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1>{say.welcome}</h1>
        {signIn.isError ? <p role="alert">{say.wrong}</p> : null}
        <label>
          {say.name}
          <input name="name" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label>
          {say.password}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit">{say.signIn}</button>
      </form>
    </main>
  );
}
