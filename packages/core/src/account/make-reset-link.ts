import type { Operator } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { type MadeLink, makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import { findByLogin } from './find-by-login.ts';

/** The operator makes a link that sets a new password, to be handed over in person. Refuses `not_found`. */
export async function makeResetLink(
  deps: Pick<Deps, 'accounts' | 'chance' | 'clock' | 'publicOrigin' | 'transaction'>,
  operator: Operator,
  login: string,
): Promise<MadeLink> {
  const { id: accountId } = await findByLogin(deps, login);
  return deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    await stores.links.retire('password_reset', accountId, deps.clock.now());
    const link = await makeLink(stores, deps, { purpose: 'password_reset', accountId, email: null });
    await note(stores, deps, { event: 'password.reset_link_made', accountId, by: operator });
    return link;
  });
}
