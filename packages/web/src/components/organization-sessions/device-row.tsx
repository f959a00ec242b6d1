import type { OrganizationDevice } from '@rollcall/client';
import { DeviceIcon } from '@rollcall/react/components/devices/device-icon.tsx';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { describeClient, deviceName } from '@rollcall/react/text/describe-client.ts';
import { placeText } from '@rollcall/react/text/place-text.ts';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Check, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Among } from './among.ts';

interface DeviceRowProps {
  readonly device: OrganizationDevice;
  readonly among: Among;
  /** Absent where trust may not be revoked. */
  readonly onUntrust?: (() => void) | undefined;
}

/** One device: what it is, whose, and what it holds here. */
export function DeviceRow({ device, among, onUntrust }: DeviceRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastAddress, lastPlace, lastUsedAt, lastSignInAt, trustedUntil } = device;
  const place = lastPlace === null ? null : placeText(t, format, lastPlace);
  const where = [place, lastAddress].filter((fact) => fact !== null).join(' · ');
  const say = (when: string | null) => {
    if (lastUsedAt === null) return t('devices.lastActive', { when: when ?? t('time.justNow') });
    return when === null ? t('devices.activeNow') : t('devices.active', { when });
  };
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
            {among === 'member' ? null : (
              <>
                <bdi>{device.holder.displayName}</bdi>
                <span aria-hidden> · </span>
              </>
            )}
            {describeClient(t, device.client)}
          </p>
          {where === '' ? null : <p className="text-sm leading-5 text-muted tabular-nums">{where}</p>}
          {trustedUntil === null ? null : (
            <p className="mt-1 flex flex-wrap items-center gap-2 text-sm leading-5">
              <span className="flex items-center gap-2">
                <ShieldCheck size={16} aria-hidden className="shrink-0 text-accent" />
                {t('organization.trust.until', { date: format.date(trustedUntil) })}
              </span>
              {onUntrust === undefined ? null : (
                <Button
                  tone="plain-end"
                  aria-label={t('organization.trust.revokeOf', {
                    device: deviceName(t, device),
                    name: device.holder.displayName,
                  })}
                  onClick={onUntrust}
                >
                  {t('organization.trust.revoke')}
                </Button>
              )}
            </p>
          )}
        </div>
        <p className="text-sm leading-5 text-muted sm:text-right">
          <span className="block">
            <Moment at={lastUsedAt ?? lastSignInAt} as="ago" say={say} />
          </span>
          <span className="block">{t('organization.sessions.holds', { count: device.sessions })}</span>
        </p>
      </div>
    </li>
  );
}
