import type { OrganizationDevice } from '@rollcall/client';
import { DeviceIcon } from '@rollcall/react/components/devices/device-icon.tsx';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { describeClient, deviceName } from '@rollcall/react/text/describe-client.ts';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** One device: what it is, whose, and what it holds here. */
export function DeviceRow({ device }: { readonly device: OrganizationDevice }) {
  const { t } = useTranslation();
  const say = (when: string | null) => (when === null ? t('devices.activeNow') : t('devices.active', { when }));
  return (
    <li className="flex items-start gap-3 p-4 sm:items-center">
      <span
        className={`flex size-11 shrink-0 items-center justify-center rounded-lg ${device.isCurrent ? 'bg-accent-soft text-accent' : 'bg-sunken text-muted'}`}
      >
        <DeviceIcon type={device.client.type} />
      </span>
      <div className="min-w-0 grow sm:grid sm:grid-cols-[1fr_220px] sm:items-center sm:gap-x-4">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium [overflow-wrap:anywhere]">
            <bdi>{deviceName(t, device)}</bdi>
            {device.isCurrent ? (
              <Badge tone="accent" icon={Check}>
                {t('devices.badge.thisDevice')}
              </Badge>
            ) : null}
          </p>
          <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">
            <bdi>{device.holder.displayName}</bdi>
            <span aria-hidden> · </span>
            {describeClient(t, device.client)}
          </p>
        </div>
        <p className="text-sm leading-5 text-muted sm:text-right">
          <span className="block">
            <Moment at={device.lastUsedAt} as="ago" say={say} />
          </span>
          <span className="block">{t('organization.sessions.holds', { count: device.sessions })}</span>
        </p>
      </div>
    </li>
  );
}
