import { useDoors } from '@rollcall/client/react';
import { languages } from '@rollcall/react/language/languages.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../../language/start-language.ts';
import { Wordmark } from './wordmark.tsx';

/** What stands around the pages that one passes through signed out. */
export function DoorLayout({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const contact = useDoors().data?.supportContact;
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto w-full max-w-md px-4 pt-6 sm:pt-12">
        <Wordmark />
      </header>
      <main className="mx-auto w-full max-w-md grow px-4 pt-4 pb-10">
        <div className="sm:rounded-2xl sm:border sm:border-line sm:bg-surface sm:p-8 sm:shadow-lift">{children}</div>
      </main>
      <footer className="mx-auto w-full max-w-md px-4 pb-6 text-sm text-muted">
        {contact ? <p className="pb-2">{t('door.support', { contact })}</p> : null}
        <LanguageChoice />
      </footer>
    </div>
  );
}

/** Each language is named in itself: whoever needs it cannot read the other. */
function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <ul aria-label={t('door.language')} className="-ml-2 flex">
      {languages.map((language) => (
        <li key={language}>
          <button
            type="button"
            lang={language}
            aria-pressed={i18n.language === language}
            onClick={() => void chooseLanguage(language)}
            className="min-h-11 rounded-lg px-2 hover:text-text aria-pressed:font-semibold aria-pressed:text-text aria-pressed:underline aria-pressed:underline-offset-4"
          >
            {t(`door.languages.${language}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}
