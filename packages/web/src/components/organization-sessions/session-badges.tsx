import type { OrganizationSession } from '@rollcall/client';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Check, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Among } from './among.ts';

interface SessionBadgesProps {
  readonly session: OrganizationSession;
  readonly among: Among;
}

export function SessionBadges({ session: { holder, isCurrent, state }, among }: SessionBadgesProps) {
  const { t } = useTranslation();
  return (
    <>
      {isCurrent ? (
        <Badge tone="accent" icon={Check}>
          {t('organization.sessions.thisOne')}
        </Badge>
      ) : null}
      {state === 'held' ? (
        <Badge tone="look" icon={Lock}>
          {t('devices.badge.held')}
        </Badge>
      ) : null}
      {among === 'member' || holder.role === null || holder.role === 'member' ? null : (
        <span className="text-sm font-normal text-muted">{t(`organization.roles.${holder.role}`)}</span>
      )}
    </>
  );
}
