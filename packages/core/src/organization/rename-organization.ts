import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { lockProved, requireFreshProof } from '../sign-in/fresh-proof.ts';
import { readableName } from '../text.ts';
import { requireReach } from './keeper.ts';

/** Refuses `reauthentication_required`, `beyond_own_rights` and `name_invalid`. */
export async function renameOrganization(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  keeper: Keeper,
  name: string,
): Promise<void> {
  requireFreshProof(keeper, deps.clock.now());
  const readable = readableName(name, 'name', 80);
  const { organizationId } = keeper;
  await deps.transaction(async (stores) => {
    await lockProved(stores, deps, keeper);
    await stores.organizations.lock(organizationId);
    await requireReach(stores, keeper, 'pf.organization.change', []);
    await stores.organizations.rename(organizationId, readable);
    await note(stores, deps, { event: 'organization.renamed', accountId: null, organizationId, by: keeper });
  });
}
