import type { Deps } from '../deps.ts';
import type { Subject } from '../verifying/store.ts';
import { announceEndings } from '../webhook/announce-endings.ts';
import type { Ending, Which } from './credential.ts';
import { endSeveral } from './end-several.ts';
import { countOf, type EndingStores, type Ends } from './ends.ts';

/**
 * Ends credentials inside a transaction: one, what a device holds or a member in one organization, or everything
 * of an account. Services are told of the
 * sessions that they issued. See `endSeveral` for the order, and `endOrganization` for everything of an organization.
 */
export async function end(
  stores: EndingStores,
  deps: Pick<Deps, 'post'>,
  which: Exclude<Which, { organizationId: string }>,
  ending: Ending,
): Promise<Ends> {
  if ('id' in which) return endSeveral(stores, deps, [which.id], ending);
  const { credentials, authority } = stores;
  const announce = (ids: readonly string[]) =>
    announceEndings(
      stores,
      deps,
      ids.map((id) => ({ id, ending })),
    );
  if ('deviceId' in which || 'member' in which) {
    const ended = await credentials.end(which, ending);
    const ids = [...new Set(ended.map(({ id }) => id))];
    await announce(ids);
    return {
      count: countOf(ended),
      epoch: await authority.raise(ids.map((id): Subject => ({ kind: 'credential', id }))),
    };
  }
  const { count, announced } = await credentials.endAll(which, ending);
  await announce(announced);
  return { count, epoch: await authority.raise([{ kind: 'account', id: which.accountId }]) };
}
