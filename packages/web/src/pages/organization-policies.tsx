import { useOrganizationPolicy } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useTranslation } from 'react-i18next';
import { PolicyView } from '../components/policies/policy-view.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

/** What the organization sets for its members. */
export default function OrganizationPoliciesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useOrganizationPolicy();
  return (
    <>
      <PageTitle title={t('policies.title')} lead={t('policies.lead')} />
      {data !== undefined ? (
        <PolicyView key={data.version} standing={data} />
      ) : error === null ? (
        <Skeleton className="h-96" />
      ) : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}
