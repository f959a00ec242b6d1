import type { Own } from './own.ts';
import { useAct } from './use-act.ts';
import { useDevicesList } from './use-devices.ts';

/** What was pressed and waits for a proof. */
export function useHolds(of: Own) {
  return useDevicesList(of).data?.holds ?? [];
}

/** Makes a hold final; the account must have been re-authenticated in the last 10 minutes. */
export function useConfirmHold(of: Own) {
  return useAct(of, (client, id: string) => client.holds.confirm(id));
}

export function useWithdrawHold(of: Own) {
  return useAct(of, (client, id: string) => client.holds.withdraw(id));
}
