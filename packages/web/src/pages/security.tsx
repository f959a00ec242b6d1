import { useMe } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { useTranslation } from 'react-i18next';
import { EmailsPanel } from '../components/security/emails-panel.tsx';
import { PasswordPanel } from '../components/security/password-panel.tsx';
import { ProfilePanel } from '../components/security/profile-panel.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

/** The password, the addresses, and how the pages speak to their owner. */
export default function SecurityPage() {
  const { t } = useTranslation();
  const me = useMe();
  const service = me.data?.service ?? null;
  return (
    <>
      <PageTitle title={t('security.title')} />
      {me.error === null ? null : <LoadProblem error={me.error} onRetry={() => void me.refetch()} />}
      <div className="max-w-2xl space-y-6">
        {service === null ? (
          <>
            <PasswordPanel />
            <EmailsPanel />
          </>
        ) : (
          <Panel title={t('security.service.title')}>
            <p>{t('security.service.lead', { service: service.name })}</p>
          </Panel>
        )}
        <ProfilePanel />
      </div>
    </>
  );
}
