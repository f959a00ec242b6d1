import { useTranslation } from 'react-i18next';

/** Places are guesses, and whose: the country database's license (CC BY 4.0) asks for the link wherever they are shown. */
export function PlacesCredit() {
  const { t } = useTranslation();
  return (
    <footer className="mx-auto max-w-5xl px-4 pb-28 text-muted text-sm sm:px-6 md:pb-12">
      {t('app.placesLead')}{' '}
      <a href="https://db-ip.com/" rel="noreferrer" className="underline underline-offset-4 hover:text-text">
        {t('app.placesCredit')}
      </a>
    </footer>
  );
}
