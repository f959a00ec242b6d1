import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { isLanguage, type Language, preferredLanguage } from '../language/languages.ts';
import { type Catalog, createWords, speak } from '../language/words.ts';

/** Each catalog is a script of its own, loaded when its language is spoken. */
const catalogs: Record<Language, () => Promise<{ readonly default: Catalog }>> = {
  en: () => import('../locales/en.json'),
  sv: () => import('../locales/sv.json'),
};

/** The words of a language, and whether they are there yet. */
export function useWords(language: Language): { readonly words: i18n; readonly isSpoken: boolean } {
  const [words] = useState(createWords);
  const [isSpoken, setSpoken] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    speak(words, language, async (wanted) => (await catalogs[wanted]()).default).then(
      () => setSpoken(true),
      setFailure,
    );
  }, [words, language]);
  // For the application's own error boundary: without words there is nothing to say it with.
  if (failure !== null) throw failure;
  return { words, isSpoken };
}

/** The one that is asked for, else the page's, else the browser's. */
export function chosenLanguage(asked: string | undefined): Language {
  if (isLanguage(asked)) return asked;
  if (typeof document === 'undefined') return 'en';
  return preferredLanguage([document.documentElement.lang, ...navigator.languages]);
}
