import type { OrganizationSession } from '@rollcall/client';
import { DeviceIcon } from '@rollcall/react/components/devices/device-icon.tsx';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { describeClient } from '@rollcall/react/text/describe-client.ts';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Check, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** One session: whose, with what, and when it was used. */
export function SessionLine({ session }: { readonly session: OrganizationSession }) {
  const { t } = useTranslation();
  const say = (when: string | null) => (when === null ? t('devices.activeNow') : t('devices.active', { when }));
  return (
    <li className="flex gap-3 p-4">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-sunken text-muted">
        <DeviceIcon type={session.client.type} />
      </span>
      <div className="min-w-0 grow sm:grid sm:grid-cols-[1fr_auto] sm:items-center sm:gap-x-6">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium [overflow-wrap:anywhere]">
            {session.holder.displayName}
            {session.isCurrent ? (
              <Badge tone="accent" icon={Check}>
                {t('organization.sessions.thisOne')}
              </Badge>
            ) : null}
            {session.state === 'held' ? (
              <Badge tone="look" icon={Lock}>
                {t('devices.badge.held')}
              </Badge>
            ) : null}
          </p>
          <p className="text-sm leading-5 text-muted">{describeClient(t, session.client)}</p>
        </div>
        <p className="text-sm leading-5 text-muted sm:text-right">
          <span className="block">
            <Moment at={session.lastUsedAt} as="ago" say={say} />
          </span>
          <span className="block">
            <Moment
              at={session.signedInAt}
              as="moment"
              say={(when) => t('organization.sessions.since', { when: when ?? '' })}
            />
          </span>
        </p>
      </div>
    </li>
  );
}
