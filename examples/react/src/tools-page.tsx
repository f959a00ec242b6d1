import { useCallback, useEffect, useState } from 'react';
import { goTo } from './path.ts';
import { type Language, words } from './words.ts';

const tools = [
  { id: 'drill', house: 3 },
  { id: 'ladder', house: 7 },
  { id: 'saw', house: 11 },
  { id: 'barrow', house: 2 },
] as const;

/** What the application is for. Its own interface asks Rollcall who it is. */
export function ToolsPage({ language }: { readonly language: Language }) {
  const say = words[language];
  const [borrowed, setBorrowed] = useState<readonly string[]>([]);
  const show = useCallback(
    (tools: readonly string[] | null) => (tools === null ? goTo('/sign-in') : setBorrowed(tools)),
    [],
  );
  useEffect(() => void askLoans('GET').then(show), [show]);
  return (
    <>
      <h1>{say.tools}</h1>
      <p className="lead">{say.toolsLead}</p>
      <ul className="tools">
        {tools.map(({ id, house }) => (
          <li key={id} className="card">
            <h2>{say[id]}</h2>
            <p>{say.at(house)}</p>
            <button
              type="button"
              onClick={() => void askLoans(borrowed.includes(id) ? 'DELETE' : 'PUT', id).then(show)}
            >
              {borrowed.includes(id) ? say.bringBack : say.borrow}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What somebody has borrowed, after a change to it; `null` where nobody is signed in. */
async function askLoans(method: 'GET' | 'PUT' | 'DELETE', tool?: string): Promise<readonly string[] | null> {
  const change = tool === undefined ? {} : { body: JSON.stringify({ tool }) };
  const answer = await fetch('/api/loans', { method, ...change });
  if (answer.status === 401) return null;
  const { borrowed }: { readonly borrowed: readonly string[] } = await answer.json();
  return borrowed;
}
