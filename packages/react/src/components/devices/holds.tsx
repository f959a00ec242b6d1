import type { Inventory } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { heldTarget } from '../ending/end-target.ts';
import type { Ending } from '../ending/use-ending.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { HoldBanner } from './hold-banner.tsx';

interface HoldsProps {
  readonly inventory: Inventory;
  readonly ending: Ending;
  readonly isOffline: boolean;
}

/** Holds that wait for a proof. */
export default function Holds({ inventory, ending, isOffline }: HoldsProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  return inventory.holds.map((hold) => {
    const target = heldTarget(hold, inventory.devices);
    if (target === null) return null;
    const takeBack = async () => {
      if (await ending.takeBack(target, hold)) announce(t('hold.takenBack'));
    };
    return (
      <div key={hold.id} className="mt-6">
        <HoldBanner
          hold={hold}
          target={target}
          isOffline={isOffline}
          onConfirm={() => ending.resume(target, hold)}
          onTakeBack={() => void takeBack()}
        />
      </div>
    );
  });
}
