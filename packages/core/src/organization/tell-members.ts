import { notify } from '../account/notify.ts';
import type { Deps, Stores } from '../deps.ts';
import { type Noted, note } from '../log/note.ts';
import type { Termination } from './termination.ts';

/** How many members are gone through in one transaction. */
const atOnce = 100;

/**
 * Tells the next members of an organization, whose sessions were all ended, that theirs were: in their own history, and by mail. A
 * call that breaks off has told nobody, and the next goes on from there. Resolves to whether there are more.
 */
export function tellMembers(
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post' | 'transaction'>,
  terminationId: string,
): Promise<boolean> {
  return deps.transaction(async (stores) => {
    const termination = await stores.terminations.lock(terminationId);
    if (termination === null || termination.finishedAt !== null) return false;
    const { terminations } = stores;
    const { organizationId, passedUpTo } = termination;
    const members = termination.members ?? (await terminations.countMembers(organizationId));
    const ids = await terminations.membersAfter(organizationId, passedUpTo, atOnce);
    const told = await tellSome(stores, deps, termination, ids);
    const isOver = ids.length < atOnce;
    await terminations.advance({
      ...termination,
      members,
      passed: termination.passed + ids.length,
      told: termination.told + told,
      passedUpTo: ids.at(-1) ?? passedUpTo,
      finishedAt: isOver ? deps.clock.now() : null,
    });
    return !isOver;
  });
}

async function tellSome(
  stores: Stores,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post'>,
  termination: Termination,
  accountIds: readonly string[],
): Promise<number> {
  const { organizationId, at, byAccountId } = termination;
  const lost = await stores.terminations.lostBy(termination, accountIds);
  const organization = (await stores.organizations.find(organizationId))?.name ?? '';
  const by = byAccountId === null ? '' : ((await stores.accounts.find(byAccountId))?.displayName ?? '');
  const actor = actorOf(termination);
  const event = 'session.terminated';
  for (const [accountId, count] of lost) {
    const account = await stores.accounts.find(accountId);
    if (account === null) continue;
    await note(stores, deps, { event, accountId, organizationId, by: actor, details: { count } });
    if (accountId === byAccountId) continue;
    const { displayName } = account;
    await notify(stores, deps, account, { kind: 'signed_out_by_administrator', displayName, at, by, organization });
  }
  return lost.size;
}

function actorOf({ byAccountId: accountId, organizationId }: Termination): Noted['by'] {
  if (accountId === null) return { kind: 'operator' };
  return { kind: 'account', accountId, organizationId, deviceId: null, address: null };
}
