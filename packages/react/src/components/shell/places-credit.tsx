import { useTranslation } from 'react-i18next';

/** Places are guesses, and whose: the country database's license (CC BY 4.0) asks for the link wherever they are shown. */
export function PlacesCredit() {
  const { t } = useTranslation();
  return (
    <p className="text-sm text-muted">
      {t('app.placesLead')}{' '}
      <a href="https://db-ip.com/" rel="noreferrer" className="underline underline-offset-4 hover:text-text">
        {t('app.placesCredit')}
      </a>
    </p>
  );
}
