import type { Device } from '@rollcall/client';
import { useNoteLook } from '@rollcall/client/react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLookedAt } from '../../hooks/use-looked-at.ts';
import { topSentence } from '../../text/top-sentence.ts';
import { trashTarget } from '../ending/end-target.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { DeviceGroups } from './device-groups.tsx';
import { InventoryFrame, type InventoryParts } from './inventory-frame.tsx';
import { OtherDoors } from './later.ts';
import { OpenHolds } from './open-holds.tsx';
import { TopSentence } from './top-sentence.tsx';

/** Who can get in, is all of it mine, and how do I shut one out. */
export function DevicesView() {
  return (
    <>
      <InventoryFrame>
        {(parts) => (
          <>
            <Answer {...parts} />
            <OpenHolds {...parts} />
            <DeviceGroups devices={parts.inventory.devices} isOffline={parts.isOffline} onEnd={parts.ending.ask} />
          </>
        )}
      </InventoryFrame>
      <Suspense fallback={null}>
        <OtherDoors />
      </Suspense>
    </>
  );
}

/** The sentence on top, and what its buttons do. */
function Answer({ inventory, ending, isOffline }: InventoryParts) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const noteLook = useNoteLook();
  const lookedAt = useLookedAt(inventory);
  const question = topSentence(inventory);
  const sayYes = () => noteLook.mutate(undefined, { onSuccess: () => announce(t('top.yesDone')) });
  const shutOut = (device: Device) => void ending.press(trashTarget(device));
  return (
    <TopSentence
      sentence={question.tone === 'look' ? question : topSentence({ ...inventory, lastLookedAt: lookedAt })}
      isOffline={isOffline}
      onYes={sayYes}
      onNo={shutOut}
    />
  );
}
