import { useMe } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { EmailsPanel } from '../components/security/emails-panel.tsx';
import { PasswordPanel } from '../components/security/password-panel.tsx';
import { ProfilePanel } from '../components/security/profile-panel.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

/** Most come here for something else: these are loaded beside it. */
const OrganizationsPanel = lazy(() => import('../components/organizations/organizations-panel.tsx'));
const FactorPanels = lazy(() => import('../components/security/factors/factor-panels.tsx'));

/** The password, second factors, the addresses, the organizations, and how the pages speak to their owner. */
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
            <Suspense fallback={<Skeleton className="h-160 rounded-xl" />}>
              <FactorPanels />
            </Suspense>
            <EmailsPanel />
            <Suspense fallback={<Skeleton className="h-72 rounded-xl" />}>
              <OrganizationsPanel />
            </Suspense>
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
