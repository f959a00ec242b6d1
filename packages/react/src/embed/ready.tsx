import { ActivityView } from '../components/activity/activity-view.tsx';
import { DeviceGroups } from '../components/devices/device-groups.tsx';
import { DevicesView } from '../components/devices/devices-view.tsx';
import { InventoryFrame } from '../components/devices/inventory-frame.tsx';
import { OpenHolds } from '../components/devices/open-holds.tsx';
import { ConfirmView } from '../components/ending/confirm-view.tsx';
import { PlacesCredit } from '../components/shell/places-credit.tsx';
import { Root } from './root.tsx';

/** The whole page: who can get in, whether all of it is this person's, every device, and the ways in beside them. */
export function DevicesPage() {
  return (
    <Root>
      <DevicesView />
      <div className="mt-6">
        <PlacesCredit />
      </div>
    </Root>
  );
}

/** The devices alone, with what ends them. */
export function DeviceList() {
  return (
    <Root>
      <InventoryFrame>
        {(parts) => (
          <>
            <OpenHolds {...parts} />
            <DeviceGroups devices={parts.inventory.devices} isOffline={parts.isOffline} onEnd={parts.ending.ask} />
          </>
        )}
      </InventoryFrame>
      <div className="mt-6">
        <PlacesCredit />
      </div>
    </Root>
  );
}

interface ConfirmPageProps {
  /** What `request` says in the address to which your backend sent the browser back. */
  readonly requestId: string | null;
  /** What stands in the fragment of that address, without the `#`. */
  readonly secret: string | null;
}

/** Where people come back to after your application has asked them who they are: finishes what waited for it. */
export function ConfirmPage({ requestId, secret }: ConfirmPageProps) {
  return (
    <Root>
      <ConfirmView requestId={requestId} secret={secret} />
    </Root>
  );
}

/** Sign-ins and everything that was changed, with what to do about it. */
export function ActivityPage() {
  return (
    <Root>
      <ActivityView />
      <div className="mt-6">
        <PlacesCredit />
      </div>
    </Root>
  );
}
