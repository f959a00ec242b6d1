import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { useTitle } from '../hooks/use-title.ts';

/** The end of a way to another host that broke off. No link leads back there: where to, only the browser's history knows for sure. */
export default function NotEnteredPage() {
  const { t } = useTranslation();
  useTitle(t('notEntered.title'));
  return (
    <>
      <DoorTitle title={t('notEntered.title')} lead={t('notEntered.more')} />
      <Link href="/" className={buttonStyle('plain', 'w-full')}>
        {t('notFound.home')}
      </Link>
    </>
  );
}
