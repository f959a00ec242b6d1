import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Logo } from '../../ui/logo.tsx';

export function Wordmark() {
  const { t } = useTranslation();
  return (
    <Link
      href="/"
      aria-label={t('nav.home')}
      className="-ml-1 inline-flex min-h-11 items-center gap-2.5 rounded-lg px-1 text-[17px] font-semibold tracking-tight"
    >
      <Logo />
      {t('app.name')}
    </Link>
  );
}
