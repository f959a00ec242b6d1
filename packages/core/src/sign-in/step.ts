import type { Visitor } from '../actor.ts';
import type { Lifetime } from '../credential/credential.ts';
import { hashToken, makeToken } from '../credential/token.ts';
import type { Deps, Stores } from '../deps.ts';
import { trustDaysOf } from '../device/trust.ts';
import { type FactorKind, inOrderOfUse } from '../factor/factor.ts';
import type { Policy } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';
import { type ChallengePurpose, challengeLifetimeMs, mostTries, type SignInChallenge } from './challenge.ts';

/** What a sign-in asks for next. */
export interface Step {
  readonly purpose: 'second_step' | 'enrolment';
  /** What may be given, the right one first; for an enrolment nothing yet. */
  readonly factors: readonly FactorKind[];
  readonly expiresAt: number;
  /** For how many days the device may be trusted afterwards; `null` where the policy lets it not. */
  readonly trustDays: number | null;
}

/** A step that was begun. Its token is readable here and never again. */
export interface BegunStep extends Step {
  readonly token: string;
}

type Waiting = Pick<SignInChallenge, 'purpose' | 'accountId' | 'organizationId' | 'lifetime'>;

/** Of somebody whose password was right. */
export interface KnownWaiting {
  readonly purpose: Step['purpose'];
  readonly accountId: string;
  readonly organizationId: string;
  readonly lifetime: Lifetime;
}

/** Begins what a sign-in has to wait for. */
export async function beginChallenge(
  { signInChallenges }: Pick<Stores, 'signInChallenges'>,
  { chance, clock }: Pick<Deps, 'chance' | 'clock'>,
  waiting: Waiting,
): Promise<{ readonly token: string; readonly challenge: SignInChallenge }> {
  const now = clock.now();
  const token = makeToken('step', waiting.accountId, chance.bytes);
  const challenge: SignInChallenge = {
    ...waiting,
    id: chance.id(),
    secretHash: hashToken(token),
    tries: 0,
    createdAt: now,
    expiresAt: now + challengeLifetimeMs,
  };
  await signInChallenges.insert(challenge);
  return { token, challenge };
}

/** Begins the step of somebody whose password was right: one of these factors, or the first one where there is none. */
export async function beginStep(
  stores: Pick<Stores, 'signInChallenges'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  waiting: KnownWaiting,
  factors: readonly FactorKind[],
  policy: Policy,
): Promise<BegunStep> {
  const { token, challenge } = await beginChallenge(stores, deps, waiting);
  const { purpose } = waiting;
  return { token, purpose, factors, expiresAt: challenge.expiresAt, trustDays: trustDaysOf(policy) };
}

/** A challenge of somebody whose password was right. */
export interface KnownChallenge extends SignInChallenge {
  readonly accountId: string;
  readonly organizationId: string;
}

/**
 * What the browser carries of a sign-in that waits. Refuses `step_not_open` without one, for one that waits for something else,
 * and for one that has ended or expired.
 */
export async function openChallenge(
  { clock, signInChallenges }: Pick<Deps, 'clock' | 'signInChallenges'>,
  { stepToken }: Pick<Visitor, 'stepToken'>,
  purpose: ChallengePurpose,
): Promise<SignInChallenge> {
  const challenge = stepToken === null ? null : await signInChallenges.findByHash(hashToken(stepToken));
  if (challenge?.purpose !== purpose || isOver(challenge, clock.now())) throw new Refusal('step_not_open');
  return challenge;
}

/** The same for one whose account is known. */
export async function openKnownChallenge(
  deps: Pick<Deps, 'clock' | 'signInChallenges'>,
  visitor: Pick<Visitor, 'stepToken'>,
  purpose: Exclude<ChallengePurpose, 'passkey'>,
): Promise<KnownChallenge> {
  const challenge = await openChallenge(deps, visitor, purpose);
  const { accountId, organizationId } = challenge;
  if (accountId === null || organizationId === null) throw new Refusal('step_not_open');
  return { ...challenge, accountId, organizationId };
}

/** The step that the browser's sign-in waits for; `null` where none does. */
export async function currentStep(
  deps: Pick<Deps, 'clock' | 'factors' | 'organizations' | 'signInChallenges'>,
  { stepToken }: Pick<Visitor, 'stepToken'>,
): Promise<Step | null> {
  const challenge = stepToken === null ? null : await deps.signInChallenges.findByHash(hashToken(stepToken));
  if (challenge === null || isOver(challenge, deps.clock.now())) return null;
  const { accountId, organizationId, expiresAt, purpose } = challenge;
  if (accountId === null || organizationId === null || purpose === 'passkey') return null;
  const factors = purpose === 'enrolment' ? [] : inOrderOfUse(await deps.factors.listOf(accountId));
  return { purpose, factors, expiresAt, trustDays: trustDaysOf(await deps.organizations.policy(organizationId)) };
}

/** What was tried too often stays until it expires, so that whoever tries it in parallel cannot take it from whoever was right. */
function isOver({ expiresAt, tries }: SignInChallenge, now: number): boolean {
  return now >= expiresAt || tries >= mostTries;
}
