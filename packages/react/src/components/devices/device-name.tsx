import type { Device } from '@rollcall/client';
import { Pencil } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceName } from '../../text/describe-client.ts';
import { IconButton } from '../../ui/icon-button.tsx';

interface DeviceNameProps {
  readonly device: Device;
  readonly isOffline: boolean;
  /** Absent where the name is another's to give. */
  readonly onRename?: (() => void) | undefined;
  /** Where the focus returns to after renaming. */
  readonly pencil: RefObject<HTMLButtonElement | null>;
}

export function DeviceName({ device, isOffline, onRename, pencil }: DeviceNameProps) {
  const { t } = useTranslation();
  const name = deviceName(t, device);
  return (
    <div className="flex min-w-0 items-center">
      <h3 className="min-w-0 text-base leading-6 font-semibold [overflow-wrap:anywhere]">{name}</h3>
      {onRename === undefined ? null : (
        <IconButton
          ref={pencil}
          icon={Pencil}
          label={t('devices.rename', { device: name })}
          disabled={isOffline}
          onClick={onRename}
          className="-mx-1 -my-2.5 [&>svg]:size-4"
        />
      )}
    </div>
  );
}
