import { useMe } from '@rollcall/client/react';
import { useTranslation } from 'react-i18next';
import { PageLink, usePageAddresses } from '../shell/page-link.tsx';

/** The next step for somebody who ended what was not theirs. */
export function ChangePasswordHint({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const { security } = usePageAddresses();
  const isKeptElsewhere = (useMe().data?.service ?? null) !== null;
  if (security === undefined || isKeptElsewhere) return null;
  return (
    <p className="text-muted">
      {t('end.next')}{' '}
      <PageLink href={security} onClick={onLeave} className="font-medium text-accent underline underline-offset-4">
        {t('end.changePassword')}
      </PageLink>
    </p>
  );
}
