import { useTranslation } from 'react-i18next';
import { PageLink, usePageAddresses } from '../components/shell/page-link.tsx';
import { Button } from '../ui/button.tsx';
import { buttonStyle } from '../ui/button-style.ts';
import { Notice } from '../ui/notice.tsx';

/** Stands where the component stood when its session was over. */
export function SignedOut({ onLookAgain }: { readonly onLookAgain: () => void }) {
  const { t } = useTranslation();
  const { signIn } = usePageAddresses();
  return (
    <Notice tone="look" says="alert" title={t('signedOut.title')}>
      <p>{t('signedOut.more')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {signIn === undefined ? null : (
          <PageLink href={signIn} className={buttonStyle('accent')}>
            {t('signedOut.signIn')}
          </PageLink>
        )}
        <Button onClick={onLookAgain}>{t('signedOut.lookAgain')}</Button>
      </div>
    </Notice>
  );
}
