import type { ServiceActor } from '../actor.ts';
import { whyUnusable } from '../credential/credential.ts';
import type { Deps, Stores } from '../deps.ts';
import { type MadeLink, makeLink } from '../link/make-link.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { checkReturnAddress } from './addresses.ts';
import { findExternal } from './external-account.ts';
import { keepService } from './keep-service.ts';

export interface HandoverInput {
  readonly externalId: string;
  /** The session in the browser that is to open the link; `null` where there is none. */
  readonly sessionId: string | null;
  readonly returnTo: string | null;
}

/**
 * Makes a single-use link that opens the pages here for one of the service's people. Refuses `not_found`, `account_disabled` and
 * `return_address_invalid`.
 */
export async function makeHandoverLink(
  deps: Pick<Deps, 'chance' | 'clock' | 'publicOrigin' | 'transaction'>,
  actor: ServiceActor,
  { externalId, sessionId, returnTo: wanted }: HandoverInput,
): Promise<MadeLink> {
  return deps.transaction(async (stores) => {
    await keepService(stores, deps, actor);
    const { accountId } = await findExternal(stores, actor, externalId);
    const account = await stores.accounts.lock(accountId);
    if (account === null) throw new Refusal('not_found');
    if (account.disabledAt !== null) throw new Refusal('account_disabled', { at: account.disabledAt });
    if (sessionId !== null) await requireOwn(stores, deps, actor, accountId, sessionId);
    const returnTo = wanted === null ? null : await allowed(stores, actor, wanted);
    const id = deps.chance.id();
    const link = await makeLink(stores, deps, {
      id,
      purpose: 'handover',
      accountId,
      email: null,
      ...(sessionId !== null && { byCredentialId: sessionId }),
    });
    await stores.services.addHandover({ linkId: id, serviceId: actor.serviceId, returnTo });
    await note(stores, deps, { event: 'handover.link_made', accountId, by: actor, credentialId: sessionId });
    return link;
  });
}

async function requireOwn(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  { serviceId }: ServiceActor,
  accountId: string,
  sessionId: string,
): Promise<void> {
  const session = await credentials.find(sessionId);
  const isOwn = session?.serviceId === serviceId && session.accountId === accountId && session.parentId === null;
  if (!isOwn || whyUnusable(session, clock.now()) !== null) throw new Refusal('not_found');
}

async function allowed(
  { services }: Pick<Stores, 'services'>,
  { serviceId }: ServiceActor,
  wanted: string,
): Promise<string> {
  return checkReturnAddress(wanted, (await services.find(serviceId))?.origins ?? []);
}
