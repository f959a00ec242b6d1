import { useTranslation } from 'react-i18next';
import { SessionsView } from '../components/organization-sessions/sessions-view.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

/** What everybody in the organization is signed in with. */
export default function OrganizationSessionsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('organization.sessions.title')} lead={t('organization.sessions.lead')} />
      <SessionsView />
    </>
  );
}
