import type { Device, Inventory } from '@rollcall/client';
import { NetworkError } from '@rollcall/client';
import { useDevicesList, useNoteLook } from '@rollcall/client/react';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceSearch } from '../components/devices/device-search.tsx';
import { DeviceSection } from '../components/devices/device-section.tsx';
import { DeviceSkeletons } from '../components/devices/device-skeletons.tsx';
import { Holds } from '../components/devices/holds.tsx';
import { EndSheet, loadLater } from '../components/devices/later.ts';
import { OfflineNotice } from '../components/devices/offline-notice.tsx';
import { OtherDoors } from '../components/devices/other-doors.tsx';
import { TopSentence } from '../components/devices/top-sentence.tsx';
import { trashTarget } from '../components/ending/end-target.ts';
import { type Ending, useEnding } from '../components/ending/use-ending.ts';
import { useAnnounce } from '../components/shell/announcer.tsx';
import { LoadProblem } from '../components/shell/load-problem.tsx';
import { useDeviceText } from '../hooks/use-device-text.ts';
import { useLookedAt } from '../hooks/use-looked-at.ts';
import { useOnline } from '../hooks/use-online.ts';
import { useTitle } from '../hooks/use-title.ts';
import { groupDevices, othersThatGetIn } from '../text/inventory.ts';
import { searchDevices } from '../text/search-devices.ts';
import { topSentence } from '../text/top-sentence.ts';
import { Button } from '../ui/button.tsx';

/** Home: who can get in, is all of it mine, and how do I shut one out. */
export default function DevicesPage() {
  const { t } = useTranslation();
  useTitle(t('devices.title'));
  const isOnline = useOnline();
  const ending = useEnding();
  const { data: inventory, error, dataUpdatedAt, refetch } = useDevicesList({ of: 'me' });
  const isOffline = !isOnline || error instanceof NetworkError;
  useLaterParts(inventory !== undefined);
  return (
    <>
      <h1 className="sr-only">{t('devices.title')}</h1>
      {isOffline ? (
        <OfflineNotice isOnline={isOnline} checkedAt={inventory === undefined ? null : dataUpdatedAt} />
      ) : error === null ? null : (
        <LoadProblem error={error} onRetry={() => void refetch()} />
      )}
      {inventory === undefined ? (
        <DeviceSkeletons />
      ) : (
        <DevicesView inventory={inventory} ending={ending} isOffline={isOffline} />
      )}
      <OtherDoors />
      {ending.open === null ? null : (
        <Suspense fallback={null}>
          <EndSheet ending={ending} />
        </Suspense>
      )}
    </>
  );
}

interface DevicesViewProps {
  readonly inventory: Inventory;
  readonly ending: Ending;
  readonly isOffline: boolean;
}

function DevicesView({ inventory, ending, isOffline }: DevicesViewProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const noteLook = useNoteLook();
  const textOf = useDeviceText();
  const [search, setSearch] = useState('');
  const lookedAt = useLookedAt(inventory);
  const question = topSentence(inventory);
  const others = othersThatGetIn(inventory.devices);
  const found = searchDevices(inventory.devices, search, textOf);
  const groups = groupDevices(found);
  const shared = { isOffline, onEnd: ending.ask };
  const sayYes = () => noteLook.mutate(undefined, { onSuccess: () => announce(t('top.yesDone')) });
  const shutOut = (device: Device) => void ending.press(trashTarget(device));
  return (
    <>
      <TopSentence
        sentence={question.tone === 'look' ? question : topSentence({ ...inventory, lastLookedAt: lookedAt })}
        isOffline={isOffline}
        onYes={sayYes}
        onNo={shutOut}
      />
      <Holds inventory={inventory} ending={ending} isOffline={isOffline} />
      <div className="mt-6 flex flex-wrap items-start gap-3 empty:hidden">
        {inventory.devices.length > 1 ? <DeviceSearch text={search} onChange={setSearch} found={found.length} /> : null}
        {others.length === 0 ? null : (
          <Button
            tone="plain-end"
            className="max-sm:w-full sm:ml-auto"
            disabled={isOffline}
            onClick={() => ending.ask({ act: 'others', devices: others })}
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

function useLaterParts(isReady: boolean): void {
  useEffect(() => {
    if (isReady) loadLater();
  }, [isReady]);
}
