import { hasCode, type OrganizationUser } from '@rollcall/client';
import { useUser } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { ArrowLeft, UserRoundX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { UserAct } from '../components/organization-users/user-act.ts';
import { UserProperties } from '../components/organization-users/user-properties.tsx';
import { PageTitle } from '../components/shell/page-title.tsx';

const UserSheet = lazy(() => import('../components/organization-users/user-sheet.tsx'));

interface Asked {
  readonly act: UserAct;
  readonly user: OrganizationUser;
}

/** User properties: who somebody is in the organization, what they hold in it, and what is done about that. */
export default function OrganizationUserPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, refetch } = useUser(id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const user = data?.user;
  const isGone = hasCode(error, 'not_found');
  return (
    <>
      <Link
        href="/settings/users"
        className="-mt-3 -ml-1 inline-flex min-h-11 items-center gap-2 rounded-lg px-1 font-medium text-muted hover:text-text"
      >
        <ArrowLeft size={18} aria-hidden />
        {t('organization.users.back')}
      </Link>
      {isGone ? (
        <Gone />
      ) : user !== undefined ? (
        <UserProperties key={user.id} user={user} onAct={(act) => setAsked({ act, user })} />
      ) : error === null ? (
        <Skeleton className="h-96" />
      ) : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
      {asked === null ? null : (
        <Suspense fallback={null}>
          <UserSheet {...asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </>
  );
}

function Gone() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('organization.users.properties')} />
      <Notice tone="info" icon={UserRoundX} title={t('organization.users.gone')}>
        <p>{t('organization.users.goneMore')}</p>
      </Notice>
    </>
  );
}
