import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isLanguage, type Language, preferredLanguage } from './languages.ts';

const storageKey = 'rollcall.language';

/** Only the catalog that is spoken is loaded. */
const catalogs: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('../locales/en.json'),
  sv: () => import('../locales/sv.json'),
};

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

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { default: catalog } = await catalogs[language]();
    i18next.addResourceBundle(language, 'translation', catalog);
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
