import type { Visitor } from '../actor.ts';
import type { IssuedSession } from '../credential/issue-session.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps } from '../deps.ts';
import { grantTrust, type TrustToken } from '../device/trust.ts';
import { askPasskey, isPasskey, limitAsking } from '../factor/ask-passkey.ts';
import {
  type CheckDeps,
  checkSecond,
  kindOfAnswer,
  type SecondAnswer,
  type SecondProof,
  secondKeys,
  wrongAnswer,
} from '../factor/check-second.ts';
import type { PasskeyRequest } from '../factor/ways.ts';
import { note } from '../log/note.ts';
import { isAdmitted } from '../organization/is-admitted.ts';
import { Refusal } from '../refusal.ts';
import { type Borne, bear } from './bear.ts';
import { mostTries } from './challenge.ts';
import { notingRefusals } from './noting-refusals.ts';
import { type KnownChallenge, openKnownChallenge } from './step.ts';

type SecondStepDeps = CheckDeps &
  Pick<
    Deps,
    | 'canMail'
    | 'chance'
    | 'confirmation'
    | 'devices'
    | 'log'
    | 'organizations'
    | 'post'
    | 'signInChallenges'
    | 'throttle'
    | 'transaction'
  >;

/** A session by two factors, and what the browser has to show for being trusted. */
export interface FinishedSignIn {
  readonly session: IssuedSession;
  readonly trust: TrustToken | null;
}

/** Asks for one of the account's passkeys. Refuses `step_not_open`, and `factor_needed` where it has none. */
export async function askPasskeyAtStep(
  deps: Pick<Deps, 'chance' | 'clock' | 'factors' | 'signInChallenges' | 'throttle' | 'webAuthn'>,
  visitor: Visitor,
): Promise<PasskeyRequest> {
  const { id, accountId } = await openKnownChallenge(deps, visitor, 'second_step');
  const passkeys = (await deps.factors.listOf(accountId)).filter(isPasskey);
  if (passkeys.length === 0) throw new Refusal('factor_needed');
  await limitAsking(deps, id);
  return askPasskey(deps, id, passkeys, 'preferred');
}

/**
 * Finishes a sign-in whose password was right; the device is trusted afterwards if that is wanted and the policy lets it. Five
 * wrong answers end it, however many come at once. Refuses `step_not_open`, `proof_insufficient`, `wrong_code`, `passkey_refused` and
 * `throttled`.
 */
export async function finishSecondStep(
  deps: SecondStepDeps,
  visitor: Visitor,
  answer: SecondAnswer,
  afterwards: 'trust' | 'ask_again' = 'ask_again',
): Promise<FinishedSignIn> {
  const challenge = await openKnownChallenge(deps, visitor, 'second_step');
  const { accountId } = challenge;
  const kind = kindOfAnswer(answer);
  const proof = await judge(deps, visitor, challenge, answer);
  const enter = (proof: SecondProof) =>
    notingRefusals(deps, visitor, accountId, () => enterBy(deps, visitor, challenge, proof, afterwards));
  const borne = proof === null ? null : await enter(proof);
  if (borne === null) return refuse(deps, visitor, challenge, wrongAnswer(kind));
  if (borne.superseded !== null) await deps.confirmation.confirmed(borne.superseded.epoch);
  return { session: borne.session, trust: borne.trust };
}

/** Counts the try, in the challenge and against the throttle, before it is looked at. */
async function judge(
  deps: SecondStepDeps,
  visitor: Visitor,
  { id, accountId }: KnownChallenge,
  answer: SecondAnswer,
): Promise<SecondProof | null> {
  const { browserToken, address } = visitor;
  const known = browserToken === null ? null : await deps.devices.findByBrowser(hashToken(browserToken), accountId);
  const keys = await secondKeys(deps, { accountId, deviceId: known?.id ?? null, address }, answer);
  await deps.throttle.attempt(keys);
  if ((await deps.signInChallenges.countTry(id, mostTries)) === null) throw new Refusal('step_not_open');
  const proof = await checkSecond(deps, { accountId, boundTo: id }, answer);
  if (proof !== null) await deps.throttle.succeeded(keys);
  return proof;
}

/** `null` where the answer was right, but somebody else has used it up. */
function enterBy(
  deps: SecondStepDeps,
  visitor: Visitor,
  { id, accountId, organizationId, lifetime }: KnownChallenge,
  proof: SecondProof,
  afterwards: 'trust' | 'ask_again',
): Promise<(Borne & Pick<FinishedSignIn, 'trust'>) | null> {
  return deps.transaction(async (stores) => {
    const account = await stores.accounts.lock(accountId);
    if (account === null || account.disabledAt !== null) throw new Refusal('step_not_open');
    if (!(await proof.spend(stores))) return null;
    if (!(await stores.signInChallenges.end(id))) throw new Refusal('step_not_open');
    const admitted = await isAdmitted(stores, accountId, organizationId);
    if (!admitted) throw new Refusal('step_not_open');
    const birth = { accountId, organizationId, method: 'password', assurance: 2, lifetime } as const;
    const borne = await bear(stores, deps, visitor, birth, { second: proof.kind });
    const trust = afterwards === 'trust' ? await grantTrust(stores, deps, visitor, borne.session) : null;
    return { ...borne, trust };
  });
}

async function refuse(
  deps: SecondStepDeps,
  { address }: Visitor,
  { accountId, organizationId }: KnownChallenge,
  code: ReturnType<typeof wrongAnswer>,
): Promise<never> {
  const by = { kind: 'anonymous', address } as const;
  await note(deps, deps, { event: 'sign_in.second_step_failed', accountId, organizationId, by });
  throw new Refusal(code);
}
