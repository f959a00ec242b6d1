import type { Grant } from '@rollcall/client';
import { useGrants, useMe } from '@rollcall/client/react';
import { X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PageLink, usePageAddresses } from '../shell/page-link.tsx';

const EndGrantSheet = lazy(() => import('./end-grant-sheet.tsx'));

interface ActingListProps {
  /** `onMe`: who may act for the owner. `held`: for whom the owner may. */
  readonly side: 'onMe' | 'held';
}

/** People who stand in for one another, each to be ended by either. */
export function ActingList({ side }: ActingListProps) {
  const { t } = useTranslation();
  const [ended, setEnded] = useState<Grant | null>(null);
  const { data, error } = useGrants().grants;
  if (data === undefined) return error === null ? <Skeleton className="h-5 w-40" /> : t('time.unknown');
  const grants = side === 'onMe' ? data.onUser : data.held;
  return (
    <>
      {grants.length === 0 ? (
        t('doorsList.actNobody')
      ) : (
        <ul>
          {grants.map((grant) => (
            <Line key={grant.id} grant={grant} side={side} onEnd={() => setEnded(grant)} />
          ))}
        </ul>
      )}
      {ended === null ? null : (
        <Suspense fallback={null}>
          <EndGrantSheet grant={ended} side={side} onClose={() => setEnded(null)} />
        </Suspense>
      )}
    </>
  );
}

interface LineProps extends ActingListProps {
  readonly grant: Grant;
  readonly onEnd: () => void;
}

function Line({ grant, side, onEnd }: LineProps) {
  const { organizationName: organization, expiresAt, user, holder } = grant;
  const { t } = useTranslation();
  const format = useFormat();
  const { displayName: name } = side === 'onMe' ? holder : user;
  return (
    <li className="flex items-center gap-x-2">
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {side === 'held' ? <ActedFor grant={grant} /> : <bdi>{name}</bdi>}{' '}
        <span className="text-muted">
          {expiresAt === null
            ? t('doorsList.actIn', { organization })
            : t('doorsList.actUntil', { organization, when: format.moment(expiresAt) })}
        </span>
      </span>
      <span className="-my-2.5 flex">
        <IconButton icon={X} tone="end" label={t('doorsList.actEndOf', { name })} onClick={onEnd} />
      </span>
    </li>
  );
}

/** Leads to where one acts for them, if that is in this organization. */
function ActedFor({ grant: { organizationId, user } }: Pick<LineProps, 'grant'>) {
  const { actingFor } = usePageAddresses();
  const isHere = useMe().data?.organization.id === organizationId;
  const name = <bdi>{user.displayName}</bdi>;
  if (actingFor === undefined || !isHere) return name;
  return (
    <PageLink href={`${actingFor}/${user.id}`} className="target font-medium text-accent underline underline-offset-4">
      {name}
    </PageLink>
  );
}
