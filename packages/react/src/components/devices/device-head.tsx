import type { Device } from '@rollcall/client';
import { ChevronDown, Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from '../../hooks/use-focus-back.ts';
import { deviceName } from '../../text/describe-client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { type EndTarget, trashTarget } from '../ending/end-target.ts';
import { useIsActing } from './acting.ts';
import { DeviceBadges } from './device-badges.tsx';
import { DeviceIcon } from './device-icon.tsx';
import { DeviceLine } from './device-line.tsx';
import { DeviceName } from './device-name.tsx';
import { DeviceNameField } from './later.ts';

interface DeviceHeadProps {
  readonly device: Device;
  readonly isOffline: boolean;
  readonly onEnd: (target: EndTarget) => void;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly detailsId: string;
}

const grid =
  'grid grid-cols-[40px_1fr_44px] gap-x-3 gap-y-1 p-3 pl-4 sm:grid-cols-[44px_1fr_44px_44px] sm:gap-x-0 sm:gap-y-0 sm:py-4';

/** A closed device: what it is, its trash icon, and what opens it. On a phone the line goes below, as wide as the card. */
export function DeviceHead({ device, isOffline, onEnd, isOpen, onToggle, detailsId }: DeviceHeadProps) {
  const { t } = useTranslation();
  const [isRenaming, setRenaming] = useState(false);
  const pencil = useFocusBack(isRenaming);
  const name = deviceName(t, device);
  const target = trashTarget(device);
  const isActing = useIsActing();
  const trashLabel = target.act === 'removed' && !isActing ? 'devices.removeOf' : 'devices.signOutThis';
  return (
    <div className={grid}>
      <span
        className={`flex size-10 items-center justify-center rounded-lg sm:row-span-2 sm:size-11 ${device.isCurrent ? 'bg-accent-soft text-accent' : 'bg-sunken text-muted'}`}
      >
        <DeviceIcon type={device.client.type} />
      </span>
      {isRenaming ? (
        <div className="col-span-2 sm:col-span-3 sm:pl-3">
          <Suspense fallback={null}>
            <DeviceNameField device={device} onDone={() => setRenaming(false)} />
          </Suspense>
        </div>
      ) : (
        <>
          <div className="flex min-h-10 min-w-0 flex-wrap items-center gap-x-2 gap-y-1 sm:min-h-6 sm:pl-3">
            <DeviceName
              device={device}
              isOffline={isOffline}
              onRename={isActing ? undefined : () => setRenaming(true)}
              pencil={pencil}
            />
            <DeviceBadges device={device} />
          </div>
          <IconButton
            icon={Trash2}
            label={t(trashLabel, { device: name })}
            tone="end"
            disabled={isOffline}
            onClick={() => onEnd(target)}
            className="sm:row-span-2"
          />
          <IconButton
            icon={ChevronDown}
            label={t('devices.details', { device: name })}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={onToggle}
            className="max-sm:col-start-3 max-sm:row-start-2 sm:row-span-2 aria-expanded:[&>svg]:rotate-180 [&>svg]:transition-transform"
          />
        </>
      )}
      <div className="self-center max-sm:col-span-2 max-sm:col-start-1 max-sm:row-start-2 sm:col-start-2 sm:self-start sm:pl-3">
        <DeviceLine device={device} />
      </div>
    </div>
  );
}
