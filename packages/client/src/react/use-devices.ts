import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { type Own, own } from './own.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

/** The inventory: devices with what they hold, and holds that wait for a proof. */
export function useDevicesList(of: Own) {
  const client = useRollcall();
  return useQuery({ queryKey: keys.devices(of), queryFn: client.devices.list });
}

export function useRenameDevice(of: Own) {
  return useAct(of, (client, { id, name }: { readonly id: string; readonly name: string | null }) =>
    client.devices.rename(id, name),
  );
}

/** Ends what the device holds and forgets it. Without a fresh proof it is held only. */
export function useRemoveDevice(of: Own) {
  return useAct(of, (client, { id, as }: { readonly id: string; readonly as: 'removed' | 'lost' }) =>
    client.devices.remove(id, as),
  );
}

/** Notes that the owner has looked: what is there now counts as known. */
export function useNoteLook() {
  const client = useRollcall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: client.me.noteLook,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.inventory(own) }),
  });
}
