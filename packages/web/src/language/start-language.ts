import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import english from '../locales/en.json?url';
import swedish from '../locales/sv.json?url';
import { isLanguage, type Language, preferredLanguage } from './languages.ts';

const storageKey = 'rollcall.language';

/** Only the catalog that is spoken is loaded, and as data: a browser reads JSON faster than script. */
const catalogs: Record<Language, string> = { en: english, sv: swedish };

/** Starts with the language last spoken in this browser, so that an account's own language is there from the first word. */
export async function startLanguage(): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await speak(rememberedLanguage() ?? browserLanguage());
  return i18next;
}

async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const answer = await fetch(catalogs[language]);
    i18next.addResourceBundle(language, 'translation', await answer.json());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** `null` follows the browser again. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  remember(language);
  await speak(language ?? browserLanguage());
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
