import { notify } from '../account/notify.ts';
import type { Visitor } from '../actor.ts';
import type { Deps, Stores } from '../deps.ts';
import { grantTrust } from '../device/trust.ts';
import {
  type BegunAuthenticator,
  beginAuthenticator,
  beginPasskey,
  checkNewFactor,
  type Enrolled,
  type NewFactorInput,
} from '../factor/enrol.ts';
import { asksForSecond } from '../factor/factor.ts';
import { settleChange } from '../factor/settle-change.ts';
import type { NewPasskeyRequest } from '../factor/ways.ts';
import { note } from '../log/note.ts';
import { isAdmitted } from '../organization/is-admitted.ts';
import { Refusal } from '../refusal.ts';
import { bear } from './bear.ts';
import { notingRefusals } from './noting-refusals.ts';
import type { FinishedSignIn } from './second-step.ts';
import { type KnownChallenge, openKnownChallenge } from './step.ts';

type BeginDeps = Pick<
  Deps,
  'accounts' | 'chance' | 'clock' | 'factors' | 'seal' | 'signInChallenges' | 'throttle' | 'totp' | 'webAuthn'
>;

/** Makes a secret for an authenticator app of somebody whose organization wants a second factor. Refuses `step_not_open`. */
export async function beginAuthenticatorAtSignIn(deps: BeginDeps, visitor: Visitor): Promise<BegunAuthenticator> {
  const { id, accountId } = await openKnownChallenge(deps, visitor, 'enrolment');
  return beginAuthenticator(deps, { accountId, boundTo: id });
}

/** Asks the browser of such a person to make a passkey. Refuses `step_not_open`. */
export async function beginPasskeyAtSignIn(deps: BeginDeps, visitor: Visitor): Promise<NewPasskeyRequest> {
  const { id, accountId } = await openKnownChallenge(deps, visitor, 'enrolment');
  return beginPasskey(deps, { accountId, boundTo: id });
}

/**
 * Adds the first second factor and finishes the sign-in that waited for it: password and factor were shown. Refuses
 * `step_not_open` and what `checkNewFactor` refuses.
 */
export async function finishEnrolment(
  deps: BeginDeps &
    Pick<Deps, 'canMail' | 'confirmation' | 'log' | 'organizations' | 'post' | 'transaction' | 'unseal'>,
  visitor: Visitor,
  input: NewFactorInput,
  afterwards: 'trust' | 'ask_again' = 'ask_again',
): Promise<FinishedSignIn> {
  const challenge = await openKnownChallenge(deps, visitor, 'enrolment');
  const { accountId, organizationId, lifetime } = challenge;
  const enrolled = await checkNewFactor(deps, { accountId, boundTo: challenge.id }, input);
  const finished = await notingRefusals(deps, visitor, accountId, () =>
    deps.transaction(async (stores) => {
      await openForFirst(stores, challenge);
      await enrolled.insert(stores);
      const birth = { accountId, organizationId, method: 'password', assurance: 2, lifetime } as const;
      const { session } = await bear(stores, deps, visitor, birth, { second: enrolled.kind });
      await tell(stores, deps, visitor, challenge, enrolled);
      const epoch = await settleChange(stores, deps, accountId, session.id);
      const trust = afterwards === 'trust' ? await grantTrust(stores, deps, visitor, session) : null;
      return { session, trust, epoch };
    }),
  );
  await deps.confirmation.confirmed(finished.epoch);
  return { session: finished.session, trust: finished.trust };
}

/** Ends the challenge of an account that still has none: the password alone must never add to what others added since. */
async function openForFirst(stores: Stores, { id, accountId, organizationId }: KnownChallenge): Promise<void> {
  const account = await stores.accounts.lock(accountId);
  const admitted = await isAdmitted(stores, accountId, organizationId);
  const isOpen = account !== null && account.disabledAt === null && admitted;
  if (!isOpen || !(await stores.signInChallenges.end(id)) || asksForSecond(await stores.factors.listOf(accountId))) {
    throw new Refusal('step_not_open');
  }
}

async function tell(
  stores: Stores,
  deps: Pick<Deps, 'canMail' | 'chance' | 'clock' | 'post'>,
  { address }: Visitor,
  { accountId, organizationId }: KnownChallenge,
  { kind }: Enrolled,
): Promise<void> {
  const by = { kind: 'account', accountId, organizationId, deviceId: null, address } as const;
  await note(stores, deps, { event: 'factor.added', accountId, by, details: { kind, replaced: false } });
  const account = await stores.accounts.find(accountId);
  if (account === null) return;
  const { displayName } = account;
  await notify(stores, deps, account, { kind: 'factor_added', displayName, factor: kind, at: deps.clock.now() });
}
