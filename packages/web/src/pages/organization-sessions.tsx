import { useHasPermission } from '@rollcall/client/react';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Eye } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { ListSkeletons } from '../components/lists/list-skeletons.tsx';
import { SessionsView } from '../components/organization-sessions/sessions-view.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';
import { Tabs } from '../ui/tabs.tsx';

const DevicesView = lazy(() => import('../components/organization-sessions/devices-view.tsx'));

/** What everybody in the organization is signed in with, and the end of it. */
export default function OrganizationSessionsPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const open = new URLSearchParams(useSearch()).get('tab') === 'devices' ? 'devices' : 'sessions';
  const mayEnd = useHasPermission('pf.sessions.terminate');
  const mayEndAll = useHasPermission('pf.sessions.terminate_org');
  return (
    <>
      <PageTitle title={t('organization.sessions.title')} lead={t('organization.sessions.lead')} />
      {mayEnd || mayEndAll ? null : (
        <div className="mb-6">
          <Notice tone="info" icon={Eye}>
            <p>{t('organization.sessions.viewOnly')}</p>
          </Notice>
        </div>
      )}
      <Tabs
        label={t('organization.sessions.title')}
        tabs={[
          { name: 'sessions', title: t('organization.sessions.list') },
          { name: 'devices', title: t('organization.sessions.devices') },
        ]}
        open={open}
        onOpen={(tab) =>
          navigate(tab === 'devices' ? '/settings/sessions?tab=devices' : '/settings/sessions', { replace: true })
        }
      >
        {open === 'sessions' ? (
          <SessionsView />
        ) : (
          <Suspense fallback={<ListSkeletons />}>
            <DevicesView />
          </Suspense>
        )}
      </Tabs>
    </>
  );
}
