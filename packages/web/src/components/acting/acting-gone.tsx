import { useMe } from '@rollcall/client/react';
import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { UserRoundX } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PageTitle } from '../shell/page-title.tsx';

/** The grant has ended, perhaps while the page was open. Whether others are left to act for is asked anew. */
export function ActingGone({ name }: { readonly name: string | null }) {
  const { t } = useTranslation();
  const { refetch } = useMe();
  useEffect(() => {
    void refetch();
  }, [refetch]);
  return (
    <div className="max-w-xl" role="alert">
      <PageTitle title={name === null ? t('acting.gone') : t('acting.goneFor', { name })} />
      <Notice tone="info" icon={UserRoundX}>
        <p>{t('acting.goneMore')}</p>
      </Notice>
      <Link href="/" className={buttonStyle('plain', 'mt-6')}>
        {t('acting.back')}
      </Link>
    </div>
  );
}
