import { useTranslation } from 'react-i18next';
import { LogView } from '../components/organization-log/log-view.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

/** Who did what to whom in the organization. */
export default function OrganizationLogPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('organization.log.title')} lead={t('organization.log.lead')} />
      <LogView />
    </>
  );
}
