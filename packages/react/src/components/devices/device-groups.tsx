import type { Device } from '@rollcall/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeviceText } from '../../hooks/use-device-text.ts';
import { groupDevices, othersThatGetIn } from '../../text/inventory.ts';
import { searchDevices } from '../../text/search-devices.ts';
import { Button } from '../../ui/button.tsx';
import type { EndTarget } from '../ending/end-target.ts';
import { useIsActing } from './acting.ts';
import { DeviceSearch } from './device-search.tsx';
import { DeviceSection } from './device-section.tsx';

interface DeviceGroupsProps {
  readonly devices: readonly Device[];
  readonly isOffline: boolean;
  readonly onEnd: (target: EndTarget) => void;
}

/** Every device under its group, a search over them, and what ends all but this one. */
export function DeviceGroups({ devices, isOffline, onEnd }: DeviceGroupsProps) {
  const { t } = useTranslation();
  const textOf = useDeviceText();
  const [search, setSearch] = useState('');
  const isActing = useIsActing();
  const others = isActing ? [] : othersThatGetIn(devices);
  const found = searchDevices(devices, search, textOf);
  const groups = groupDevices(found);
  const shared = { isOffline, onEnd };
  return (
    <>
      <div className="mt-6 flex flex-wrap items-start gap-3 empty:hidden">
        {devices.length > 1 ? <DeviceSearch text={search} onChange={setSearch} found={found.length} /> : null}
        {others.length === 0 ? null : (
          <Button
            tone="plain-end"
            className="max-sm:w-full sm:ml-auto"
            disabled={isOffline}
            onClick={() => onEnd({ act: 'others', devices: others })}
          >
            {t('devices.signOutOthers', { count: others.length })}
          </Button>
        )}
      </div>
      <DeviceSection title={t('devices.connected')} devices={groups.browsers} {...shared} />
      <DeviceSection title={t('devices.programs')} devices={groups.programs} {...shared} />
      <DeviceSection
        title={t('devices.signedOut')}
        lead={t('devices.signedOutMore')}
        devices={groups.signedOut}
        {...shared}
      />
    </>
  );
}
