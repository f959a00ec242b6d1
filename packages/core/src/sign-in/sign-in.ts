import type { SignInAccount } from '../account/account.ts';
import { normalizeLogin } from '../account/login-names.ts';
import type { Visitor } from '../actor.ts';
import type { Lifetime } from '../credential/credential.ts';
import { type IssuedSession, issueSession } from '../credential/issue-session.ts';
import { hashToken } from '../credential/token.ts';
import type { Deps, Stores, ThrottleKey } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { checkPassword } from './check-password.ts';
import { supersede } from './supersede.ts';

export interface SignInInput {
  readonly login: string;
  readonly password: string;
  readonly lifetime: Lifetime;
}

type SignInDeps = Pick<
  Deps,
  | 'accounts'
  | 'chance'
  | 'clock'
  | 'confirmation'
  | 'devices'
  | 'log'
  | 'passwords'
  | 'post'
  | 'throttle'
  | 'transaction'
>;

/**
 * Signs in with name and password. The token is always new, and the session that this browser carried before is ended
 * (ASVS 7.2.4). Refuses `wrong_credentials` alike for unknown, disabled and known accounts, and `throttled`.
 */
export async function signIn(deps: SignInDeps, visitor: Visitor, input: SignInInput): Promise<IssuedSession> {
  const login = normalizeLogin(input.login);
  const account = await deps.accounts.findForSignIn(login);
  const keys = await throttleKeys(deps, visitor, login, account);
  if (!(await isRight(deps, visitor, account, input.password, keys)) || account === null) {
    await noteFailure(deps, visitor, 'sign_in.failed', account?.id ?? null);
    throw new Refusal('wrong_credentials');
  }
  const { session, superseded } = await deps.transaction.together(async (stores) => {
    const organizationId = await openAccount(stores, account);
    const session = await issueSession(stores, deps, visitor, {
      accountId: account.id,
      organizationId,
      method: 'password',
      assurance: 1,
      lifetime: input.lifetime,
    });
    await noteSuccess(stores, deps, visitor, session);
    const superseded = await supersede(stores, deps, visitor);
    return { session, superseded };
  });
  if (superseded !== null) await deps.confirmation.confirmed(superseded.epoch);
  return session;
}

/** Locks the account and makes sure that the password which was checked is still its password. */
async function openAccount(stores: Stores, checked: SignInAccount): Promise<string> {
  const locked = await stores.accounts.lock(checked.id);
  if (locked === null || locked.disabledAt !== null || locked.passwordHash !== checked.passwordHash) {
    throw new Refusal('wrong_credentials');
  }
  const [membership] = await stores.organizations.membershipsOf(checked.id);
  if (membership === undefined) throw new Refusal('wrong_credentials');
  return membership.organizationId;
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
  deps: Pick<Deps, 'chance' | 'clock' | 'log'>,
  visitor: Visitor,
  event: 'sign_in.failed' | 'sign_in.throttled',
  accountId: string | null,
): Promise<void> {
  await note(deps, deps, { event, accountId, by: { kind: 'anonymous', address: visitor.address } });
}

async function noteSuccess(
  stores: Pick<Stores, 'log'>,
  deps: Pick<Deps, 'chance' | 'clock'>,
  visitor: Visitor,
  session: IssuedSession,
): Promise<void> {
  const { accountId, organizationId, deviceId } = session;
  await note(stores, deps, {
    event: 'sign_in.succeeded',
    accountId,
    by: { kind: 'account', accountId, organizationId, deviceId, address: visitor.address },
    credentialId: session.id,
    deviceId,
    details: { newDevice: session.onNewDevice },
  });
}
