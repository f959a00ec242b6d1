import type { OrganizationSession } from '@rollcall/client';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Check, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function SessionBadges({ session: { holder, isCurrent, state } }: { readonly session: OrganizationSession }) {
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
      {holder.role === null || holder.role === 'member' ? null : (
        <span className="text-sm font-normal text-muted">{t(`organization.roles.${holder.role}`)}</span>
      )}
    </>
  );
}
