import type { Device } from '@rollcall/client';
import { Check, Lock, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';

export function DeviceBadges({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const isHeld = device.sessions.some(({ state }) => state === 'held');
  return (
    <>
      {device.isCurrent ? (
        <Badge tone="accent" icon={Check}>
          {t('devices.badge.thisDevice')}
        </Badge>
      ) : null}
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
