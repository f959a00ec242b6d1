import type { Owner, Visitor } from '../actor.ts';
import { type Admission, admit } from '../credential/admit.ts';
import { expiresAt, whyUnusable } from '../credential/credential.ts';
import { insertBorn } from '../credential/issue-session.ts';
import { makeRoom } from '../credential/make-room.ts';
import type { SessionRecord } from '../credential/store.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import { firstOf } from '../credential/whole-sign-in.ts';
import type { Deps, Stores } from '../deps.ts';
import { asksForSecond } from '../factor/factor.ts';
import { note } from '../log/note.ts';
import { limitsFor } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import { isAdmitted } from './is-admitted.ts';

type SwitchDeps = Pick<Deps, 'chance' | 'clock' | 'confirmation' | 'post' | 'throttle' | 'transaction'>;
type Coming = Pick<Visitor, 'address' | 'client' | 'userAgent'>;

/**
 * Goes into another organization of one's own. The session that asks ends, and the sign-in goes on in a new one that stands there: as
 * old, as well proved and on the same device, so that going to and fro makes nothing last longer. What is left behind is good for
 * nothing any more, at protected hosts either.
 *
 * Refuses `not_found` where one is no member or locked out, `sign_in_elsewhere` for whom a service signs in, what the policy there
 * refuses (`address_refused`, `session_limit`, `factor_needed`, and `sign_in_too_old` by its longest duration), and
 * `reauthentication_required` where it wants a second factor that was not proved, or has ended something of theirs since the last
 * proof: that would be worth nothing if one came back in from next door. `throttled` whoever goes to and fro.
 */
export async function switchOrganization(
  deps: SwitchDeps,
  owner: Owner,
  visitor: Coming,
  organizationId: string,
): Promise<{ readonly token: string }> {
  const { accountId } = owner;
  await deps.throttle.attempt([{ rule: 'switch', key: accountId }]);
  const { token, epoch } = await deps.transaction(async (stores) => {
    await stores.accounts.lock(accountId);
    // Where everything ends at this moment that is locked, and an organization founded meanwhile is no way out.
    await stores.organizations.lock(owner.organizationId);
    if (!(await isAdmitted(stores, accountId, organizationId))) throw new Refusal('not_found');
    const current = await lockCurrent(stores, deps, owner);
    if (current.serviceId !== null) throw new Refusal('sign_in_elsewhere');
    await requireSecond(stores, current, organizationId);
    const admission = await admitFrom(stores, deps, visitor, current, organizationId);
    const born = await bear(stores, deps, visitor, current, { organizationId, admission });
    await requireProofSince(stores, current, organizationId);
    await stores.holds.passOn(current.id, born.id);
    await stores.links.passOn(accountId, current.id, born.id);
    await stores.organizations.noteEntered(accountId, organizationId, deps.clock.now());
    const by = { ...owner, organizationId };
    const about = { credentialId: born.id, deviceId: current.deviceId };
    await note(stores, deps, { event: 'session.switched', accountId, by, ...about });
    // Last: from the raised epoch to the commit all other endings wait.
    const ends = await makeRoom(stores, deps, visitor, { ...current, organizationId }, admission);
    return { token: born.token, epoch: ends?.epoch ?? 0 };
  });
  await deps.confirmation.confirmed(epoch);
  return { token };
}

/** What asks, as it is now. Refuses `not_found` where it has ended or is held, and for a child. */
async function lockCurrent(
  { credentials }: Pick<Stores, 'credentials'>,
  { clock }: Pick<Deps, 'clock'>,
  { credentialId }: Owner,
): Promise<SessionRecord> {
  const current = await credentials.lock(credentialId);
  if (current === null || current.parentId !== null || whyUnusable(current, clock.now()) !== null) {
    throw new Refusal('not_found');
  }
  return current;
}

/**
 * What a sign-in there would ask for has to be proved by now, by something that is not gone. That the device is trusted shortens
 * sign-ins, and this is none.
 */
async function requireSecond(
  { factors, organizations }: Pick<Stores, 'factors' | 'organizations'>,
  { accountId, assurance }: SessionRecord,
  organizationId: string,
): Promise<void> {
  if (asksForSecond(await factors.listOf(accountId))) {
    if (assurance > 1) return;
    throw new Refusal('reauthentication_required');
  }
  const { secondFactor } = await organizations.policy(organizationId);
  if (secondFactor !== 'off') throw new Refusal('factor_needed');
}

/** As a sign-in there, for as long as was asked for when the browser signed in. */
async function admitFrom(
  stores: Pick<Stores, 'credentials' | 'organizations'>,
  { clock }: Pick<Deps, 'clock'>,
  visitor: Coming,
  current: SessionRecord,
  organizationId: string,
): Promise<Admission> {
  const { accountId, deviceId, issuedAt, ownEndAt } = current;
  const first = await stores.credentials.find(firstOf(current));
  const ending = { reason: 'switched', at: clock.now(), by: { accountId, deviceId } } as const;
  const admission = await admit(stores, { clock }, visitor, {
    accountId,
    organizationId,
    lifetime: (first ?? current).lifetime,
    replaces: [{ id: current.id, ending }],
  });
  const { absoluteLimitMs } = limitsFor(await stores.organizations.policy(organizationId), admission.lifetime);
  if (clock.now() >= expiresAt({ issuedAt, ownEndAt, absoluteLimitMs })) throw new Refusal('sign_in_too_old');
  return admission;
}

interface Entry {
  readonly organizationId: string;
  readonly admission: Admission;
}

async function bear(
  stores: Pick<Stores, 'credentials'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  visitor: Coming,
  current: SessionRecord,
  entry: Entry,
): Promise<{ readonly id: string; readonly token: string }> {
  const { accountId, assurance, authenticatedAt, deviceId, issuedAt, method, ownEndAt } = current;
  const token = makeToken('session', accountId, deps.chance.bytes);
  const handover = { fromSessionId: firstOf(current), returnTo: null };
  const birth = { ...entry, accountId, method, assurance, authenticatedAt, ownEndAt, handover };
  const origin = { tokenHash: hashToken(token), issuedAt, lastUsedAt: deps.clock.now() };
  return { token, id: await insertBorn(deviceId, stores, deps, visitor, birth, origin) };
}

/** After the birth: an ending of everybody that it does not see raises the generation that it was born with. */
async function requireProofSince(
  { credentials, organizations }: Pick<Stores, 'credentials' | 'organizations'>,
  { accountId, authenticatedAt }: SessionRecord,
  organizationId: string,
): Promise<void> {
  const endings = [
    await credentials.allEndedAt(null, organizationId, 'session'),
    await organizations.proofWantedAfter(accountId, organizationId),
  ];
  if (endings.some((at) => at !== null && at >= authenticatedAt)) throw new Refusal('reauthentication_required');
}
