import type { Device } from '@rollcall/client';
import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceName } from '../../text/describe-client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { DeviceNameField } from './device-name-field.tsx';

interface DeviceNameProps {
  readonly device: Device;
  readonly headingId: string;
  readonly isOffline: boolean;
}

/** The name, renamed in place. */
export function DeviceName({ device, headingId, isOffline }: DeviceNameProps) {
  const { t } = useTranslation();
  const [isRenaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const name = deviceName(t, device);
  const finish = () => {
    setRenaming(false);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  return (
    <>
      <div className={isRenaming ? 'sr-only' : 'flex min-w-0 items-center'}>
        <h3 id={headingId} className="min-w-0 text-base leading-6 font-semibold [overflow-wrap:anywhere]">
          {name}
        </h3>
        {isRenaming ? null : (
          <IconButton
            ref={pencil}
            icon={Pencil}
            label={t('devices.rename', { device: name })}
            disabled={isOffline}
            onClick={() => setRenaming(true)}
            className="-mx-1 -my-2.5 [&>svg]:size-4"
          />
        )}
      </div>
      {isRenaming ? <DeviceNameField device={device} onDone={finish} /> : null}
    </>
  );
}
