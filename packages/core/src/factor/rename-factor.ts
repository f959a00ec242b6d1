import type { Owner } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { readableName } from '../text.ts';

/** Gives a factor the owner's own name; `null` takes it back. Refuses `name_invalid` and `not_found`. */
export async function renameFactor(
  deps: Pick<Deps, 'chance' | 'clock' | 'transaction'>,
  owner: Owner,
  factorId: string,
  name: string | null,
): Promise<void> {
  const { accountId } = owner;
  const checked = name === null ? null : readableName(name, 'name', 80);
  await deps.transaction(async (stores) => {
    if (!(await stores.factors.rename(factorId, accountId, checked))) throw new Refusal('not_found');
    await note(stores, deps, { event: 'factor.renamed', accountId, by: owner });
  });
}
