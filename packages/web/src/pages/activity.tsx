import { ActivityView } from '@rollcall/react/components/activity/activity-view.tsx';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../components/shell/page-title.tsx';

/** Sign-ins and everything that was changed. */
export default function ActivityPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('activity.title')} lead={t('activity.lead')} />
      <ActivityView />
    </>
  );
}
