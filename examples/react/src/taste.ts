import { useEffect, useState } from 'react';
import type { Language } from './words.ts';

/** How somebody likes this application. */
export interface Taste {
  readonly language: Language;
  readonly colorScheme: 'light' | 'dark';
  readonly setLanguage: (language: Language) => void;
  readonly setColorScheme: (scheme: 'light' | 'dark') => void;
}

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;

export function useTaste(): Taste {
  const [language, setLanguage] = useState<Language>(navigator.language.startsWith('sv') ? 'sv' : 'en');
  const [colorScheme, setColorScheme] = useState<'light' | 'dark'>(prefersDark ? 'dark' : 'light');
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset['scheme'] = colorScheme;
  }, [language, colorScheme]);
  return { language, colorScheme, setLanguage, setColorScheme };
}
