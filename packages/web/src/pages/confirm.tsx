import { ConfirmView } from '@rollcall/react/components/ending/confirm-view.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../components/shell/page-title.tsx';
import { useLinkSecret } from '../hooks/use-link-secret.ts';

/** Where a service sends somebody back to after it has asked them who they are. */
export default function ConfirmPage() {
  const { t } = useTranslation();
  const [requestId] = useState(() => new URLSearchParams(window.location.search).get('request'));
  const secret = useLinkSecret();
  return (
    <>
      <PageTitle title={t('proof.title')} />
      <ConfirmView requestId={requestId} secret={secret} />
    </>
  );
}
