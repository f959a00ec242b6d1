import { isLanguage, type Language, preferredLanguage } from '@rollcall/react/language/languages.ts';
import { type Catalog, createWords, speak } from '@rollcall/react/language/words.ts';
import english from '@rollcall/react/locales/en.json?url';
import swedish from '@rollcall/react/locales/sv.json?url';

const storageKey = 'rollcall.language';

/** As data: a browser reads JSON faster than script. */
const catalogs: Record<Language, string> = { en: english, sv: swedish };

export const words = createWords();

/** Starts with the language last spoken in this browser, so that an account's own language is there from the first word. */
export async function startLanguage(): Promise<void> {
  await speakHere(rememberedLanguage() ?? browserLanguage());
}

async function speakHere(language: Language): Promise<void> {
  await speak(words, language, loadCatalog);
  document.documentElement.lang = language;
}

async function loadCatalog(language: Language): Promise<Catalog> {
  const answer = await fetch(catalogs[language]);
  return answer.json();
}

/** `null` follows the browser again. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  remember(language);
  await speakHere(language ?? browserLanguage());
}

function browserLanguage(): Language {
  return preferredLanguage(navigator.languages);
}

function rememberedLanguage(): Language | null {
  try {
    const language = localStorage.getItem(storageKey);
    return isLanguage(language) ? language : null;
  } catch {
    return null;
  }
}

/** A browser may forbid storage; then the language is chosen anew each time. */
function remember(language: Language | null): void {
  try {
    if (language === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, language);
  } catch {}
}
