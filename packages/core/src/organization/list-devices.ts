import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { DeviceThere } from '../device/device.ts';
import { trustedUntil } from '../device/trust.ts';
import type { PageRequest } from '../page.ts';
import { isWithin } from '../permission/permissions.ts';
import { findNamed } from './find-named.ts';
import type { Holder } from './organization.ts';

export interface HeldDevice extends DeviceThere {
  readonly holder: Holder;
  readonly mayEnd: boolean;
  /** Until when it goes without the second factor there. */
  readonly trustedUntil: number | null;
}

export interface DevicesWanted {
  /** Of this member alone. */
  readonly accountId: string | null;
  /** Of members with this in a name. */
  readonly search: string | null;
  readonly page: PageRequest;
}

/** Devices of everybody with what they hold in the organization, the newest first. */
export async function listOrganizationDevices(
  { clock, devices, organizations, trusts }: Pick<Deps, 'clock' | 'devices' | 'organizations' | 'trusts'>,
  { accountId, organizationId }: Owner,
  { search, accountId: ofMember, page }: DevicesWanted,
): Promise<{ readonly rows: readonly HeldDevice[]; readonly next: string | null }> {
  const named =
    ofMember === null
      ? await findNamed({ organizations }, organizationId, search)
      : { accountIds: [ofMember], namePart: null };
  const now = clock.now();
  const { rows, next } = await devices.pageOrganization(organizationId, now, page, named);
  const policy = await organizations.policy(organizationId);
  const trusted = await Promise.all(rows.map(({ id }) => trusts.find(id, organizationId)));
  const ids = [...new Set([accountId, ...rows.map(({ device }) => device.accountId)])];
  const holders = new Map((await organizations.holders(organizationId, ids)).map((one) => [one.accountId, one]));
  const role = holders.get(accountId)?.role ?? 'member';
  return {
    rows: rows.flatMap((there, nth) => {
      const holder = holders.get(there.device.accountId);
      if (holder === undefined) return [];
      const { id, device, sessions, lastUsedAt } = there;
      const trust = trusted[nth] ?? null;
      const until = trust === null ? null : trustedUntil(trust, policy, now);
      return [
        {
          id,
          device,
          sessions,
          lastUsedAt,
          holder,
          mayEnd: isWithin(holder.role ?? 'member', role),
          trustedUntil: until,
        },
      ];
    }),
    next,
  };
}
