import type { Owner } from '../actor.ts';
import type { Stores } from '../deps.ts';
import { isWithin } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';

/** Nobody acts on somebody who may do more than they may themselves: refuses `beyond_own_rights`. */
export async function requireWithin(
  { organizations }: Pick<Stores, 'organizations'>,
  { accountId, organizationId }: Pick<Owner, 'accountId' | 'organizationId'>,
  targetIds: readonly string[],
): Promise<void> {
  const holders = await organizations.holders(organizationId, [...new Set([accountId, ...targetIds])]);
  const roleOf = (id: string) => holders.find((holder) => holder.accountId === id)?.role ?? 'member';
  const own = roleOf(accountId);
  if (!targetIds.every((id) => isWithin(roleOf(id), own))) throw new Refusal('beyond_own_rights');
}
