import type { Device } from '@rollcall/client';
import { useId } from 'react';
import type { EndTarget } from '../ending/end-target.ts';
import { DeviceCard } from './device-card.tsx';

interface DeviceSectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly devices: readonly Device[];
  readonly isOffline: boolean;
  readonly onEnd: (target: EndTarget) => void;
}

/** One group of devices; nothing at all where the group is empty. */
export function DeviceSection({ title, lead, devices, isOffline, onEnd }: DeviceSectionProps) {
  const id = useId();
  if (devices.length === 0) return null;
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="flex items-baseline gap-2 text-lg leading-6 font-semibold">
        {title}
        <span className="text-sm font-normal text-muted tabular-nums">{devices.length}</span>
      </h2>
      {lead === undefined ? null : <p className="mt-1 text-sm text-muted">{lead}</p>}
      <ul className="mt-3 space-y-3">
        {devices.map((device) => (
          <DeviceCard key={device.id} device={device} isOffline={isOffline} onEnd={onEnd} />
        ))}
      </ul>
    </section>
  );
}
