import { usePlannedLockOuts } from '@rollcall/client/react';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { userAddress } from './user-address.ts';

/** Who is to be locked out, and when; for whoever may lock out. */
export function PlannedLockOuts() {
  const { t } = useTranslation();
  const rows = usePlannedLockOuts().data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <div className="mb-6">
      <Panel title={t('organization.lockOut.list')}>
        <ul className="-my-2 divide-y divide-line">
          {rows.map(({ userId, displayName, dueAt, byName, stands }) => (
            <li key={userId} className="flex flex-wrap items-center gap-x-3 py-2">
              <Link
                href={userAddress(userId)}
                className="inline-flex min-h-11 items-center font-medium underline underline-offset-4 [overflow-wrap:anywhere]"
              >
                <bdi>{displayName}</bdi>
              </Link>
              <span className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">
                <Moment at={dueAt} as="moment" />
                <span aria-hidden> · </span>
                {byName === null
                  ? t('organization.lockOut.plannedByOperator')
                  : t('organization.lockOut.plannedBy', { name: byName })}
              </span>
              {stands ? null : (
                <p className="basis-full pb-1 text-sm leading-5 text-look">{t('organization.lockOut.stranded')}</p>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
