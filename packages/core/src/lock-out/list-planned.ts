import type { Deps } from '../deps.ts';
import { reaches } from '../organization/keeper.ts';
import { mostPlannedLockOuts, type PlannedLockOut, plannerOf } from './planned-lock-out.ts';

/** A plan as administrators see it. */
export interface ShownPlan extends PlannedLockOut {
  /** Whoever planned it may still do so; otherwise it is given up when it falls due. */
  readonly stands: boolean;
}

/** Who is to be locked out of an organization, the next one first. */
export async function listPlannedLockOuts(
  { lockOuts, organizations }: Pick<Deps, 'lockOuts' | 'organizations'>,
  organizationId: string,
): Promise<ShownPlan[]> {
  const planned = await lockOuts.list(organizationId, mostPlannedLockOuts);
  return Promise.all(
    planned.map(async (plan) => {
      const member = await organizations.membership(plan.accountId, organizationId);
      const roles = member === null ? [] : [member.role];
      return { ...plan, stands: await reaches({ organizations }, plannerOf(plan), 'pf.users.lock_out', roles) };
    }),
  );
}
