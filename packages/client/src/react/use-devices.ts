import type { QueryOf } from '@rollcall/api';
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Inventory, OrganizationDevices } from '../types.ts';
import { keys } from './keys.ts';
import { type OfOrganization, type Own, ofOrganization, own } from './own.ts';
import { refreshMs } from './refresh.ts';
import { useRollcall } from './rollcall-provider.tsx';
import { useAct } from './use-act.ts';

type Filter = Omit<QueryOf<'GET /v1/organization/devices'>, 'after' | 'limit'>;

/** Which of the organization's devices; all of them unless told otherwise. */
export type OrganizationDevicesWanted = OfOrganization & Filter;

type Paged = UseInfiniteQueryResult<InfiniteData<OrganizationDevices>>;

/**
 * Devices: everybody's that hold something in the current organization, page by page; or one's own as the inventory, with holds
 * that wait for a proof.
 */
export function useDevicesList(of: Own): UseQueryResult<Inventory>;
export function useDevicesList(wanted?: OrganizationDevicesWanted): Paged;
export function useDevicesList(wanted: Own | OrganizationDevicesWanted = {}): UseQueryResult<Inventory> | Paged {
  const isOwn = wanted.of === 'me';
  const inventory = useOwnDevices(isOwn);
  const devices = useOrganizationDevices(isOwn ? null : wanted);
  return isOwn ? inventory : devices;
}

function useOwnDevices(isWanted: boolean) {
  const client = useRollcall();
  return useQuery({ queryKey: keys.devices(own), queryFn: client.devices.list, enabled: isWanted });
}

function useOrganizationDevices(wanted: OrganizationDevicesWanted | null) {
  const { organizationSessions } = useRollcall();
  const { of: _of, ...filter } = wanted ?? {};
  return useInfiniteQuery({
    queryKey: keys.organizationDevices(filter),
    queryFn: ({ pageParam }) =>
      organizationSessions.devices({ ...filter, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => refreshMs(data?.pages.length),
    enabled: wanted !== null,
  });
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

/** Asks for the second factor on the device again: on a member's in the current organization, or on one's own everywhere. */
export function useUntrustDevice(of: Own | OfOrganization = ofOrganization) {
  const isOwn = of.of === 'me';
  return useAct(isOwn ? of : ofOrganization, ({ devices, organizationSessions }, id: string) =>
    isOwn ? devices.revokeTrust(id) : organizationSessions.revokeTrust(id),
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
