import type { OrganizationSessions } from '@rollcall/client';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useTranslation } from 'react-i18next';

interface ActiveCountProps {
  /** `null` while that is not known. */
  readonly active: OrganizationSessions['active'];
  readonly of: 'sessions' | 'devices';
}

/** How many are active. */
export function ActiveCount({ active, of }: ActiveCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (active === null) return <Skeleton className="h-8 w-48" />;
  const number = format.number(active.count);
  return (
    <p className="flex min-h-8 items-baseline gap-2">
      <span className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        {active.isMore ? t('organization.sessions.orMore', { number }) : number}
      </span>
      <span className="text-muted">
        {t(of === 'sessions' ? 'organization.sessions.active' : 'organization.sessions.activeDevices', {
          count: active.count,
        })}
      </span>
    </p>
  );
}
