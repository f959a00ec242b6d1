import { useDoors } from '@rollcall/client/react';
import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DoorTitle } from '../components/doors/door-title.tsx';
import { ForgotForm } from '../components/doors/forgot-form.tsx';
import { useTitle } from '../hooks/use-title.ts';

export default function ForgotPage() {
  const { t } = useTranslation();
  useTitle(t('forgot.title'));
  const canMail = useDoors().data?.mailConfigured ?? true;
  return (
    <>
      <DoorTitle title={t('forgot.title')} lead={canMail ? t('forgot.lead') : undefined} />
      {canMail ? (
        <ForgotForm />
      ) : (
        <Notice tone="info">
          <p>{t('forgot.noMail')}</p>
        </Notice>
      )}
      <Link href="/sign-in" className={buttonStyle('bare', 'mt-2 w-full')}>
        {t('forgot.back')}
      </Link>
    </>
  );
}
