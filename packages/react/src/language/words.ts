import i18next, { type i18n } from 'i18next';
import type english from '../locales/en.json';
import type { Language } from './languages.ts';

export type Catalog = typeof english;
/** Gets the catalog of a language. */
export type LoadCatalog = (language: Language) => Promise<Catalog>;

/** Words of our own, beside whatever the application around them uses i18next for. Nothing is said until `speak`. */
export function createWords(): i18n {
  const words = i18next.createInstance({
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  void words.init();
  return words;
}

/** Only a catalog that is spoken is loaded. */
export async function speak(words: i18n, language: Language, load: LoadCatalog): Promise<void> {
  if (!words.hasResourceBundle(language, 'translation')) {
    words.addResourceBundle(language, 'translation', await load(language));
  }
  await words.changeLanguage(language);
}
