import type { ServiceActor, Visitor } from '../actor.ts';
import { admit } from '../credential/admit.ts';
import type { Assurance, Lifetime } from '../credential/credential.ts';
import type { Ends } from '../credential/ends.ts';
import { type IssuedSession, issueSession } from '../credential/issue-session.ts';
import { makeRoom } from '../credential/make-room.ts';
import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { isAdmitted } from '../organization/is-admitted.ts';
import { Refusal } from '../refusal.ts';
import { superseded } from '../sign-in/supersede.ts';
import { changeExternal, type ExternalProfile } from './external-account.ts';
import { keepService } from './keep-service.ts';
import { findOrMakeExternal } from './make-external.ts';

export interface ServiceSessionInput extends ExternalProfile {
  readonly externalId: string;
  readonly lifetime: Lifetime;
  /** What the service says that its own sign-in reached. */
  readonly assurance: Assurance;
  /** When the person proved who they are, in milliseconds UTC; `null` is now. */
  readonly authenticatedAt: number | null;
}

/**
 * A service signs one of its people in; the account is made where it names them for the first time. `visitor` is the
 * person's browser or app as the service describes it, and its session token the one that the new session replaces.
 * Refuses `account_disabled`, `service_credential_ended` and what names refuse.
 */
export async function issueServiceSession(
  deps: Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'services' | 'transaction'>,
  actor: ServiceActor,
  visitor: Visitor,
  input: ServiceSessionInput,
): Promise<IssuedSession> {
  const issued = (await issueToKnown(deps, actor, visitor, input)) ?? (await issueToNew(deps, actor, visitor, input));
  const { session, ends } = issued;
  if (ends !== null) await deps.confirmation.confirmed(ends.epoch);
  return session;
}

type IssueDeps = Pick<Deps, 'chance' | 'clock' | 'post' | 'services' | 'transaction'>;

interface Issued {
  readonly session: IssuedSession;
  readonly ends: Ends | null;
}

async function issueToNew(
  deps: IssueDeps,
  actor: ServiceActor,
  visitor: Visitor,
  input: ServiceSessionInput,
): Promise<Issued> {
  await findOrMakeExternal(deps, actor, input.externalId, input);
  const issued = await issueToKnown(deps, actor, visitor, input);
  if (issued === null) throw new Refusal('not_found');
  return issued;
}

/** `null` where the service has not named the person before. */
async function issueToKnown(
  deps: IssueDeps,
  actor: ServiceActor,
  visitor: Visitor,
  input: ServiceSessionInput,
): Promise<Issued | null> {
  const now = deps.clock.now();
  return deps.transaction.together(async (stores) => {
    await keepService(stores, deps, actor);
    const external = await stores.services.findExternal(actor.serviceId, input.externalId);
    if (external === null) return null;
    const account = await stores.accounts.lock(external.accountId);
    if (account === null) throw new Refusal('not_found');
    if (account.disabledAt !== null) throw new Refusal('account_disabled', { at: account.disabledAt });
    if (!(await isAdmitted(stores, external.accountId, actor.organizationId))) throw new Refusal('account_disabled');
    await changeExternal(stores, deps, actor, external, input);
    const where = { accountId: external.accountId, organizationId: actor.organizationId };
    const replaces = await superseded(stores, deps, visitor, ({ serviceId }) => serviceId === actor.serviceId);
    const admission = await admit(stores, deps, visitor, { ...where, lifetime: input.lifetime, replaces });
    const session = await issueSession(stores, deps, visitor, {
      ...where,
      method: 'service',
      assurance: input.assurance,
      admission,
      // Clocks differ: nobody has proved anything later than now.
      authenticatedAt: Math.min(input.authenticatedAt ?? now, now),
      serviceId: actor.serviceId,
    });
    await noteSignIn(stores, deps, actor, visitor, session);
    return { session, ends: await makeRoom(stores, deps, visitor, session, admission) };
  });
}

async function noteSignIn(
  stores: Pick<Stores, 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  actor: ServiceActor,
  { address }: Visitor,
  { id, accountId, deviceId, onNewDevice }: IssuedSession,
): Promise<void> {
  await note(stores, deps, {
    event: 'sign_in.succeeded',
    accountId,
    by: { ...actor, address },
    credentialId: id,
    deviceId,
    details: { newDevice: onNewDevice },
  });
}
