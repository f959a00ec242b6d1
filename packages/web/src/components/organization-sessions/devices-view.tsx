import { useDevicesList } from '@rollcall/client/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettled } from '../lists/use-settled.ts';
import { ActiveCount } from './active-count.tsx';
import { ChoiceField } from './choice-field.tsx';
import {
  type DeviceFilter,
  deviceChoices,
  deviceStates,
  devicesWantedBy,
  narrowsDevices,
  noDeviceFilter,
  trusts,
} from './device-filter.ts';
import { DevicesFound } from './devices-found.tsx';
import { FilterFrame } from './filter-frame.tsx';
import { noPlaces } from './places.ts';
import { types } from './session-filter.ts';
import { useAddressFilter } from './use-address-filter.ts';

/** Everybody's devices that hold something in the organization: how many, and which. */
export default function OrganizationDevicesView() {
  const { t } = useTranslation();
  const [filter, setFilter] = useAddressFilter<DeviceFilter>(noDeviceFilter, deviceChoices);
  const [places, setPlaces] = useState(noPlaces);
  const asked = useMemo(() => devicesWantedBy(filter, places), [filter, places]);
  const { value: wanted } = useSettled(asked);
  const active = useDevicesList(wanted).data?.pages[0]?.active ?? null;
  const clear = () => {
    setFilter(noDeviceFilter);
    setPlaces({ ...places, country: '' });
  };
  return (
    <>
      <div className="mb-4">
        <ActiveCount active={active} of="devices" />
      </div>
      <FilterFrame
        search={filter.search}
        onSearch={(search) => setFilter({ ...filter, search })}
        places={places}
        onPlaces={setPlaces}
      >
        <ChoiceField
          label={t('organization.sessions.state')}
          word={filter.state}
          words={deviceStates}
          say={(state) => t(`organization.sessions.deviceStates.${state === '' ? 'any' : state}`)}
          onChoose={(state) => setFilter({ ...filter, state })}
        />
        <ChoiceField
          label={t('organization.sessions.type')}
          word={filter.type}
          words={types}
          say={(type) => (type === '' ? t('organization.sessions.anyType') : t(`device.plain.${type}`))}
          onChoose={(type) => setFilter({ ...filter, type })}
        />
        <ChoiceField
          label={t('organization.sessions.trust')}
          word={filter.trust}
          words={trusts}
          say={(trust) => t(`organization.sessions.trusts.${trust === '' ? 'any' : trust}`)}
          onChoose={(trust) => setFilter({ ...filter, trust })}
        />
      </FilterFrame>
      <DevicesFound
        wanted={wanted}
        among="everybody"
        onClear={narrowsDevices(filter, places) ? clear : undefined}
        only={() => t('organization.sessions.onlyYourDevice')}
      />
    </>
  );
}
