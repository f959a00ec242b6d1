import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { DeviceFilter, DeviceThere } from '../device/device.ts';
import { trustedSince, trustedUntil } from '../device/trust.ts';
import type { PageRequest } from '../page.ts';
import { isWithin, permissionsOf } from '../permission/permissions.ts';
import type { Policy } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import { type CountedUp, countDevices } from './count-live.ts';
import { findNamed } from './find-named.ts';
import { roleOf } from './keeper.ts';
import { notePlacesViewed } from './note-places-viewed.ts';
import type { Holder } from './organization.ts';
import { readMatching } from './read-matching.ts';

export interface HeldDevice extends DeviceThere {
  readonly holder: Holder;
  readonly mayEnd: boolean;
  /** Until when it goes without the second factor there. */
  readonly trustedUntil: number | null;
}

export interface OrganizationDevices {
  readonly rows: readonly HeldDevice[];
  readonly next: string | null;
  /** On how many somebody is signed in; `null` on any page but the first. */
  readonly active: CountedUp | null;
}

export interface DevicesWanted {
  readonly filter: Pick<DeviceFilter, 'type' | 'state'> & { readonly trust: 'trusted' | 'untrusted' | null };
  /** Of this member alone. */
  readonly accountId: string | null;
  /** Of members with this in a name. */
  readonly search: string | null;
  /** Whether addresses and places are to be told; that needs `platform.places.view`, and each member can read that it was done. */
  readonly places: 'shown' | 'left_out';
  /** By the place of its address, which only whoever reads places knows. Implies that places are shown. */
  readonly matches: ((device: DeviceThere) => boolean) | null;
  readonly page: PageRequest;
}

type ListDeps = Pick<Deps, 'chance' | 'clock' | 'devices' | 'log' | 'organizations' | 'transaction' | 'trusts'>;

/** Devices of everybody with what they hold in the organization, the newest first. Refuses `places_not_permitted`. */
export async function listOrganizationDevices(
  deps: ListDeps,
  keeper: Keeper,
  wanted: DevicesWanted,
): Promise<OrganizationDevices> {
  const { organizationId } = keeper;
  const { matches, page } = wanted;
  const showsPlaces = wanted.places === 'shown' || matches !== null;
  const role = await roleOf(deps, keeper);
  if (showsPlaces && !permissionsOf(role).includes('platform.places.view')) throw new Refusal('places_not_permitted');
  const policy = await deps.organizations.policy(organizationId);
  const [{ rows, next }, active] = await Promise.all([
    find(deps, organizationId, wanted, policy),
    page.after === null ? countDevices(deps, organizationId) : null,
  ]);
  const ids = [...new Set(rows.map(({ device }) => device.accountId))];
  const found = await deps.organizations.holders(organizationId, ids);
  const holders = new Map(found.map((holder) => [holder.accountId, holder]));
  if (showsPlaces) await notePlacesViewed(deps, keeper, new Set(ids));
  const held = await Promise.all(
    rows.map(async (there): Promise<HeldDevice[]> => {
      const holder = holders.get(there.device.accountId);
      if (holder === undefined) return [];
      const trust = await deps.trusts.find(there.id, organizationId);
      const until = trust === null ? null : trustedUntil(trust, policy, deps.clock.now());
      return [{ ...there, holder, mayEnd: isWithin(holder.role ?? 'member', role), trustedUntil: until }];
    }),
  );
  return { rows: held.flat(), next, active };
}

async function find(
  { clock, devices, organizations }: ListDeps,
  organizationId: string,
  { filter, accountId, search, matches, page }: DevicesWanted,
  policy: Policy,
) {
  const now = clock.now();
  const named =
    accountId === null
      ? await findNamed({ organizations }, organizationId, search)
      : { accountIds: [accountId], namePart: null };
  const { type, state, trust } = filter;
  const whole: DeviceFilter = {
    ...named,
    type,
    state,
    trust: trust === null ? null : { is: trust, grantedAfter: trustedSince(policy, now) },
  };
  return readMatching((some) => devices.pageOrganization(organizationId, now, some, whole), page, matches);
}
