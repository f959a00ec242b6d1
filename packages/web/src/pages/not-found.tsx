import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { useTitle } from '../hooks/use-title.ts';

export default function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t('notFound.title'));
  return (
    <>
      <DoorTitle title={t('notFound.title')} lead={t('notFound.more')} />
      <Link href="/" className={buttonStyle('accent')}>
        {t('notFound.home')}
      </Link>
    </>
  );
}
