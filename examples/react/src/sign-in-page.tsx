import { type FormEvent, useState } from 'react';
import { useDoor } from './door.ts';
import { goTo } from './path.ts';
import type { Settings } from './settings.ts';
import { type Language, words } from './words.ts';

/** The application's own form, whoever judges what is typed into it. */
export function SignInPage({ settings, language }: { readonly settings: Settings; readonly language: Language }) {
  const say = words[language];
  const door = useDoor(settings);
  const [isWrong, setWrong] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    if (await door.enter(String(typed.get('name')), String(typed.get('password')))) goTo('/');
    else setWrong(true);
  };
  return (
    <main className="door">
      <form className="card" onSubmit={(event) => void submit(event)}>
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1>{say.welcome}</h1>
        {isWrong ? <p role="alert">{say.wrong}</p> : null}
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
