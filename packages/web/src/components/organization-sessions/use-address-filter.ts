import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type Choices, wordsIn } from '../../text/words-in.ts';

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
