import type { SignInAccount } from '../account/account.ts';
import { normalizeLogin } from '../account/login-names.ts';
import type { Visitor } from '../actor.ts';
import type { Lifetime } from '../credential/credential.ts';
import type { Ends } from '../credential/ends.ts';
import type { IssuedSession } from '../credential/issue-session.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, Stores, ThrottleKey } from '../deps.ts';
import { type TrustToken, useTrust } from '../device/trust.ts';
import { asksForSecond, inOrderOfUse } from '../factor/factor.ts';
import { note } from '../log/note.ts';
import { organizationToEnter, organizationTried } from '../organization/is-admitted.ts';
import { mayBeUsedFrom } from '../policy/address-ranges.ts';
import { Refusal } from '../refusal.ts';
import { endAskedPasskey } from './asked-passkey.ts';
import { bear, type WantedBirth } from './bear.ts';
import { checkPassword } from './check-password.ts';
import { notingRefusals } from './noting-refusals.ts';
import { type BegunStep, beginStep } from './step.ts';

export interface SignInInput {
  readonly login: string;
  readonly password: string;
  readonly lifetime: Lifetime;
}

type SignInDeps = Pick<
  Deps,
  | 'accounts'
  | 'canMail'
  | 'chance'
  | 'clock'
  | 'confirmation'
  | 'devices'
  | 'log'
  | 'organizations'
  | 'passwords'
  | 'post'
  | 'signInChallenges'
  | 'throttle'
  | 'transaction'
>;

/** Either a session, with what a trusted device has to show from now on, or what is asked for before there is one. */
export type SignedIn =
  | { readonly session: IssuedSession; readonly step: null; readonly trust: TrustToken | null }
  | { readonly session: null; readonly step: BegunStep };

/**
 * Signs in with name and password. An account with a second factor gets no session yet but the step that asks for it. Refuses
 * `wrong_credentials` alike for unknown, disabled and known accounts, and `throttled`.
 */
export async function signIn(deps: SignInDeps, visitor: Visitor, input: SignInInput): Promise<SignedIn> {
  const login = normalizeLogin(input.login);
  const account = await deps.accounts.findForSignIn(login);
  const keys = await throttleKeys(deps, visitor, login, account);
  if (!(await isRight(deps, visitor, account, input.password, keys)) || account === null) {
    await noteFailure(deps, visitor, 'sign_in.failed', account?.id ?? null);
    throw new Refusal('wrong_credentials');
  }
  const { signedIn, superseded } = await notingRefusals(deps, visitor, account.id, () =>
    deps.transaction.together((stores) => enterOrAsk(stores, deps, visitor, account, input.lifetime)),
  );
  await endAskedPasskey(deps, visitor);
  if (superseded !== null) await deps.confirmation.confirmed(superseded.epoch);
  return signedIn;
}

interface Passed {
  readonly signedIn: SignedIn;
  readonly superseded: Ends | null;
}

async function enterOrAsk(
  stores: Stores,
  deps: SignInDeps,
  visitor: Visitor,
  account: SignInAccount,
  lifetime: Lifetime,
): Promise<Passed> {
  const accountId = account.id;
  const organizationId = await openAccount(stores, visitor, account);
  const factors = await stores.factors.listOf(accountId);
  const policy = await stores.organizations.policy(organizationId);
  // Before anything is asked that would be in vain.
  if (!mayBeUsedFrom(policy.addressRanges.session, visitor.address)) throw new Refusal('address_refused');
  const birth: WantedBirth = { accountId, organizationId, method: 'password', assurance: 1, lifetime };
  if (!asksForSecond(factors)) {
    if (policy.secondFactor === 'off') return enterWith(stores, deps, visitor, birth);
    return ask(stores, deps, { purpose: 'enrolment', accountId, organizationId, lifetime }, [], policy);
  }
  const trust = await useTrust(stores, deps, visitor, { accountId, organizationId }, policy);
  if (trust === null) {
    const waiting = { purpose: 'second_step', accountId, organizationId, lifetime } as const;
    return ask(stores, deps, waiting, inOrderOfUse(factors), policy);
  }
  // Proved by less than the account has: what needs a fresh proof asks for it.
  return enterWith(stores, deps, visitor, { ...birth, authenticatedAt: 0 }, trust);
}

async function enterWith(
  stores: Stores,
  deps: SignInDeps,
  visitor: Visitor,
  birth: WantedBirth,
  trust: TrustToken | null = null,
): Promise<Passed> {
  const { session, superseded } = await bear(stores, deps, visitor, birth, trust === null ? {} : { trusted: true });
  return { signedIn: { session, step: null, trust }, superseded };
}

async function ask(...step: Parameters<typeof beginStep>): Promise<Passed> {
  return { signedIn: { session: null, step: await beginStep(...step) }, superseded: null };
}

/** Locks the account and makes sure that the password which was checked is still its password. */
async function openAccount(stores: Stores, visitor: Visitor, checked: SignInAccount): Promise<string> {
  const locked = await stores.accounts.lock(checked.id);
  if (locked === null || locked.disabledAt !== null || locked.passwordHash !== checked.passwordHash) {
    throw new Refusal('wrong_credentials');
  }
  const organizationId = await organizationToEnter(stores, visitor, checked.id);
  if (organizationId === null) throw new Refusal('wrong_credentials');
  return organizationId;
}

/**
 * A browser that signed in to this account before has a count of its own: strangers who guess cannot lock it out. All others
 * count by the name they tried, known or not, so that the count does not tell which names are one account.
 */
async function throttleKeys(
  { devices }: Pick<Deps, 'devices'>,
  visitor: Visitor,
  login: string,
  account: SignInAccount | null,
): Promise<ThrottleKey[]> {
  const known =
    account === null || visitor.browserToken === null
      ? null
      : await devices.findByBrowser(hashToken(visitor.browserToken), account.id);
  if (account !== null && known !== null) return [{ rule: 'account_from_device', key: `${account.id}:${known.id}` }];
  return [
    { rule: 'account', key: `name:${login}` },
    ...(visitor.address === null ? [] : [{ rule: 'network' as const, key: visitor.address }]),
  ];
}

async function isRight(
  deps: SignInDeps,
  visitor: Visitor,
  account: SignInAccount | null,
  password: string,
  keys: readonly ThrottleKey[],
): Promise<boolean> {
  try {
    return await checkPassword(deps, account, password, keys);
  } catch (error) {
    if (account !== null && error instanceof Refusal && error.code === 'throttled') {
      await noteThrottled(deps, visitor, account.id);
    }
    throw error;
  }
}

/** Once after each failure that was judged, so that whoever hammers cannot fill the log. */
async function noteThrottled(deps: SignInDeps, visitor: Visitor, accountId: string): Promise<void> {
  const newest = { after: null, limit: 1 };
  const { rows } = await deps.log.pageOf(accountId, ['sign_in.failed', 'sign_in.throttled'], newest);
  if (rows[0]?.event !== 'sign_in.throttled') await noteFailure(deps, visitor, 'sign_in.throttled', accountId);
}

async function noteFailure(
  deps: Pick<Deps, 'chance' | 'clock' | 'log' | 'organizations'>,
  visitor: Visitor,
  event: 'sign_in.failed' | 'sign_in.throttled',
  accountId: string | null,
): Promise<void> {
  const organizationId = accountId === null ? null : await organizationTried(deps, visitor, accountId);
  await note(deps, deps, { event, accountId, organizationId, by: { kind: 'anonymous', address: visitor.address } });
}
