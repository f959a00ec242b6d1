import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** What each field may say; `null`: anything that is typed. */
type Choices<Words> = { readonly [Name in keyof Words]: readonly Words[Name][] | null };

/**
 * What a filter says, out of the address: it can be handed on, and survives a reload. What is as usual is left out there, and what
 * nobody may choose counts as not said.
 */
export function useAddressFilter<Words extends Readonly<Record<string, string>>>(
  usual: Words,
  choices: Choices<Words>,
): readonly [Words, (words: Words) => void] {
  const [location, navigate] = useLocation();
  const asked = useSearch();
  const words = useMemo(() => wordsIn(new URLSearchParams(asked), usual, choices), [asked, usual, choices]);
  const say = (next: Words) => {
    const params = new URLSearchParams(asked);
    for (const [name, word] of Object.entries(next)) {
      if (word === usual[name]) params.delete(name);
      else params.set(name, word);
    }
    navigate(params.size === 0 ? location : `${location}?${params}`, { replace: true });
  };
  return [words, say];
}

export function wordsIn<Words extends Readonly<Record<string, string>>>(
  params: URLSearchParams,
  usual: Words,
  choices: Choices<Words>,
): Words {
  const said = Object.keys(usual).map((name) => {
    const word = params.get(name);
    const allowed: readonly string[] | null = choices[name] ?? null;
    return [name, word !== null && (allowed === null || allowed.includes(word)) ? word : usual[name]];
  });
  return Object.fromEntries(said) as Words;
}
