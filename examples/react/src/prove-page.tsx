import { type FormEvent, useState } from 'react';
import { question } from './account-page.tsx';
import { type Language, words } from './words.ts';

/** Where Rollcall sends people whom this application signs in, to be asked once more who they are. */
export function ProvePage({ language }: { readonly language: Language }) {
  const say = words[language];
  const [isWrong, setWrong] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    const body = JSON.stringify({ question: question(), password });
    const answer = await fetch('/api/prove', { method: 'POST', body });
    if (!answer.ok) return setWrong(true);
    const { goTo }: { readonly goTo: string } = await answer.json();
    window.location.assign(goTo);
  };
  return (
    <form className="card proof" onSubmit={(event) => void submit(event)}>
      <h1>{say.isItYou}</h1>
      {isWrong ? <p role="alert">{say.wrong}</p> : null}
      <label>
        {say.password}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">{say.itIsMe}</button>
    </form>
  );
}
