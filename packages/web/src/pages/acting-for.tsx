import type { Grant } from '@rollcall/client';
import { useGrants, useMe } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { ChevronRight, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { actingAddress } from '../components/acting/acting-address.ts';
import { PageTitle } from '../components/shell/page-title.tsx';

/** On whose behalf one may act. */
export default function ActingForPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  const { data, error, refetch } = useGrants().grants;
  return (
    <div className="max-w-2xl">
      <PageTitle title={t('acting.people')} lead={t('acting.peopleLead')} />
      {error === null ? null : <LoadProblem error={error} onRetry={() => void refetch()} />}
      {data === undefined || me === undefined ? (
        error === null && <Skeleton className="h-24" />
      ) : data.held.length === 0 ? (
        <p className="text-muted">{t('acting.nobody')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface shadow-lift">
          {data.held.map((grant) => (
            <Person key={grant.id} grant={grant} isHere={grant.organizationId === me.organization.id} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Only where one stands can one act. */
function Person({ grant, isHere }: { readonly grant: Grant; readonly isHere: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { expiresAt, organizationName: organization, user } = grant;
  const text = (
    <span className="min-w-0 grow">
      <bdi className="block font-medium [overflow-wrap:anywhere]">{user.displayName}</bdi>
      <span className="block text-sm leading-5 text-muted">
        {expiresAt === null
          ? t('doorsList.actIn', { organization })
          : t('doorsList.actUntil', { organization, when: format.moment(expiresAt) })}
        {isHere ? null : ` · ${t('acting.elsewhere')}`}
      </span>
    </span>
  );
  const line = 'flex min-h-16 items-center gap-3 px-4 py-3';
  return (
    <li>
      {isHere ? (
        <Link href={actingAddress(user.id)} className={`${line} transition-colors hover:bg-sunken`}>
          <UserRound size={20} aria-hidden className="shrink-0 text-accent" />
          {text}
          <ChevronRight size={18} aria-hidden className="shrink-0 text-muted" />
        </Link>
      ) : (
        <div className={line}>
          <UserRound size={20} aria-hidden className="shrink-0 text-muted" />
          {text}
        </div>
      )}
    </li>
  );
}
