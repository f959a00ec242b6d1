import type { Visitor } from '../actor.ts';
import { type Admission, admit } from '../credential/admit.ts';
import { expiresAt, whyUnusable } from '../credential/credential.ts';
import { type Birth, type IssuedSession, issueSession, issueSessionOn } from '../credential/issue-session.ts';
import { makeRoom } from '../credential/make-room.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps, Stores } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import { note } from '../log/note.ts';
import { isAdmitted } from '../organization/is-admitted.ts';
import { Refusal } from '../refusal.ts';
import { superseded } from '../sign-in/supersede.ts';
import type { Service } from './service.ts';

/** How long somebody stays who was handed over from no session of theirs. */
const aloneMs = 60 * 60_000;

/** A session here; the browser's recognition is told only where the link did not say which device it is. */
export type EnteredSession = Pick<IssuedSession, 'token'> & Partial<Pick<IssuedSession, 'browserToken'>>;

/**
 * Signs in whom a service hands over. The session stands on the device of the one that the link was made in, was proved when
 * that was, and ends with it at the latest. Without one it was proved never, and lasts an hour. Refuses the link's codes.
 */
export async function enterByHandover(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'links' | 'post' | 'services' | 'throttle' | 'transaction'>,
  visitor: Visitor,
  secret: string,
): Promise<EnteredSession> {
  const link = await findUsableLink(deps, secret, 'handover', visitor.address);
  const { accountId, byCredentialId } = link;
  const handover = await deps.services.findHandover(link.id);
  if (accountId === null || handover === null) throw new Refusal('link_unknown');
  const { entered, ends } = await deps.transaction(async (stores) => {
    const service = await stores.services.keep(handover.serviceId);
    const account = await stores.accounts.lock(accountId);
    if (service === null || account === null || account.disabledAt !== null) throw new Refusal('link_unknown');
    if (!(await isAdmitted(stores, accountId, service.organizationId))) throw new Refusal('link_unknown');
    const from = byCredentialId === null ? null : await standing(stores, deps, byCredentialId);
    await useLink(stores, link, deps.clock.now());
    const where = { accountId, organizationId: service.organizationId };
    const replaces = await superseded(stores, deps, visitor);
    const application = { ...where, lifetime: 'standard', replaces, continues: from?.id ?? null } as const;
    const admission = await admit(stores, deps, visitor, application);
    const birth = birthOf(service, accountId, from, handover.returnTo, admission, deps.clock.now());
    // First: where the browser carries the very session that it comes from, the new one must not end with that.
    const ends = await makeRoom(stores, deps, visitor, { ...where, deviceId: from?.deviceId ?? null }, admission);
    return { entered: await bear(stores, deps, visitor, service, from, birth), ends };
  });
  if (ends !== null) await deps.confirmation.confirmed(ends.epoch);
  return entered;
}

/** A link is worth nothing once the session that it was made in has ended. */
async function standing(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  sessionId: string,
): Promise<SessionRecord> {
  const session = await credentials.lock(sessionId);
  if (session === null || whyUnusable(session, clock.now()) !== null) throw new Refusal('link_unknown');
  return session;
}

function birthOf(
  { id: serviceId, organizationId }: Service,
  accountId: string,
  from: SessionRecord | null,
  returnTo: string | null,
  admission: Admission,
  now: number,
): Birth {
  const end = from === null ? now + aloneMs : expiresAt(from);
  return {
    accountId,
    organizationId,
    method: 'service',
    assurance: from?.assurance ?? 1,
    admission,
    authenticatedAt: from?.authenticatedAt ?? 0,
    serviceId,
    ownEndAt: Number.isFinite(end) ? end : null,
    handover: { fromSessionId: from?.id ?? null, returnTo },
  };
}

async function bear(
  stores: Pick<Stores, 'credentials' | 'devices' | 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  { id: serviceId, organizationId }: Service,
  from: SessionRecord | null,
  birth: Birth,
): Promise<EnteredSession> {
  const deviceId = from?.deviceId ?? null;
  const issued =
    deviceId === null
      ? await issueSession(stores, deps, visitor, birth)
      : { ...(await issueSessionOn(deviceId, stores, deps, visitor, birth)), deviceId };
  await note(stores, deps, {
    event: 'sign_in.succeeded',
    accountId: birth.accountId,
    by: { kind: 'service', serviceId, organizationId, address: visitor.address },
    credentialId: issued.id,
    deviceId: issued.deviceId,
    details: { newDevice: 'onNewDevice' in issued && issued.onNewDevice },
  });
  return 'browserToken' in issued
    ? { token: issued.token, browserToken: issued.browserToken }
    : { token: issued.token };
}
