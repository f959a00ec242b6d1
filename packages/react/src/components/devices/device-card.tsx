import type { Device } from '@rollcall/client';
import { Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceName } from '../../text/describe-client.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { EndTarget } from '../ending/end-target.ts';
import { DeviceHead } from './device-head.tsx';
import { DeviceDetails } from './later.ts';

interface DeviceCardProps {
  readonly device: Device;
  readonly isOffline: boolean;
  readonly onEnd: (target: EndTarget) => void;
}

export function DeviceCard({ device, isOffline, onEnd }: DeviceCardProps) {
  const { t } = useTranslation();
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const isAsking = device.isNew && !device.isCurrent;
  return (
    <li>
      <article
        aria-label={deviceName(t, device)}
        className={`rounded-xl border bg-surface shadow-lift ${isAsking ? 'border-look-line' : 'border-line'}`}
      >
        <DeviceHead
          device={device}
          isOffline={isOffline}
          onEnd={onEnd}
          isOpen={isOpen}
          onToggle={() => setOpen(!isOpen)}
          detailsId={detailsId}
        />
        <div id={detailsId}>
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
