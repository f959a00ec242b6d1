import i18next from 'i18next';
import english from '../locales/en.json' with { type: 'json' };

/** The English words, for tests of what is put together out of them. */
export async function englishWords() {
  const instance = i18next.createInstance();
  return instance.init({
    lng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  });
}
