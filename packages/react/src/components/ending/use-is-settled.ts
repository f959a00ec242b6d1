import type { Hold } from '@rollcall/client';
import { useDevicesList } from '@rollcall/client/react';

/** Whether a hold was settled from elsewhere: an inventory that is younger than the hold does not list it. */
export function useIsSettled(): (hold: Hold) => boolean {
  const inventory = useDevicesList({ of: 'me' }).data;
  return (hold) =>
    inventory !== undefined && inventory.asOf > hold.createdAt && !inventory.holds.some(({ id }) => id === hold.id);
}
