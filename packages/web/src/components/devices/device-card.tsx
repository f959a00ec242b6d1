import type { Device } from '@rollcall/client';
import { ChevronDown, Trash2 } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceName } from '../../text/describe-client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type EndTarget, trashTarget } from '../ending/end-target.ts';
import { DeviceBadges } from './device-badges.tsx';
import { DeviceIcon } from './device-icon.tsx';
import { DeviceLine } from './device-line.tsx';
import { DeviceName } from './device-name.tsx';
import { DeviceDetails } from './later.ts';

interface DeviceCardProps {
  readonly device: Device;
  readonly isOffline: boolean;
  readonly onEnd: (target: EndTarget) => void;
}

export function DeviceCard({ device, isOffline, onEnd }: DeviceCardProps) {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const name = deviceName(t, device);
  const target = trashTarget(device);
  const trashLabel = target.act === 'removed' ? 'devices.removeOf' : 'devices.signOutThis';
  const isAsking = device.isNew && !device.isCurrent;
  return (
    <li>
      <article
        aria-labelledby={`${id}-name`}
        className={`rounded-xl border bg-surface shadow-lift ${isAsking ? 'border-look-line' : 'border-line'}`}
      >
        <div className="grid grid-cols-[40px_1fr_auto] gap-x-3 gap-y-2 p-3 pl-4 sm:grid-cols-[44px_1fr_auto] sm:p-4 sm:pr-3">
          <span
            className={`flex size-10 items-center justify-center rounded-lg sm:row-span-2 sm:size-11 ${device.isCurrent ? 'bg-accent-soft text-accent' : 'bg-sunken text-muted'}`}
          >
            <DeviceIcon type={device.client.type} />
          </span>
          <div className="flex min-h-10 min-w-0 flex-wrap items-center gap-x-2 gap-y-1 sm:min-h-6">
            <DeviceName device={device} headingId={`${id}-name`} isOffline={isOffline} />
            <DeviceBadges device={device} />
          </div>
          <div className="-mr-1 flex sm:row-span-2">
            <IconButton
              icon={ChevronDown}
              label={t('devices.details', { device: name })}
              aria-expanded={isOpen}
              aria-controls={`${id}-details`}
              onClick={() => setOpen(!isOpen)}
              className="aria-expanded:[&>svg]:rotate-180 [&>svg]:transition-transform"
            />
            <IconButton
              icon={Trash2}
              label={t(trashLabel, { device: name })}
              tone="end"
              disabled={isOffline}
              onClick={() => onEnd(target)}
            />
          </div>
          <div className="max-sm:col-span-3 sm:col-start-2">
            <DeviceLine device={device} />
          </div>
        </div>
        <div id={`${id}-details`}>
          {isOpen ? (
            <Suspense fallback={<Skeleton className="m-4 h-48" />}>
              <DeviceDetails device={device} isOffline={isOffline} onEnd={onEnd} />
            </Suspense>
          ) : null}
        </div>
      </article>
    </li>
  );
}
