import type { Device } from '@rollcall/client';
import { Check, Lock, ShieldCheck, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../language/viewer.tsx';
import { Badge } from '../../ui/badge.tsx';

export function DeviceBadges({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isHeld = device.sessions.some(({ state }) => state === 'held');
  return (
    <>
      {device.isCurrent ? (
        <Badge tone="accent" icon={Check}>
          {t('devices.badge.thisDevice')}
        </Badge>
      ) : null}
      {device.trust === null ? null : (
        <Badge tone="plain" icon={ShieldCheck}>
          {t('devices.badge.trusted', { date: format.date(device.trust.until) })}
        </Badge>
      )}
      {device.isNew && !device.isCurrent ? (
        <Badge tone="look" icon={Sparkles}>
          {t('devices.badge.isNew')}
        </Badge>
      ) : null}
      {isHeld ? (
        <Badge tone="look" icon={Lock}>
          {t('devices.badge.held')}
        </Badge>
      ) : null}
    </>
  );
}
