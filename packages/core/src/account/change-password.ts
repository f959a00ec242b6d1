import type { Owner } from '../actor.ts';
import { closeWindows } from '../credential/close-windows.ts';
import { end } from '../credential/end.ts';
import { rotate } from '../credential/rotate.ts';
import type { Deps, Stores } from '../deps.ts';
import { asksForSecond } from '../factor/factor.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { checkPassword, ownProofKeys } from '../sign-in/check-password.ts';
import { requireFreshProof, requireProofNow } from '../sign-in/fresh-proof.ts';
import type { SignInAccount } from './account.ts';
import { endPending } from './end-pending.ts';
import { hashNewPassword } from './new-password.ts';
import { notify } from './notify.ts';

export interface ChangePasswordInput {
  readonly currentPassword: string;
  readonly newPassword: string;
  /** What becomes of the account's other sessions; those that stay have to prove again who they are. */
  readonly elsewhere: 'sign_out' | 'keep';
}

type ChangeDeps = Pick<
  Deps,
  | 'accounts'
  | 'canMail'
  | 'chance'
  | 'clock'
  | 'confirmation'
  | 'factors'
  | 'log'
  | 'passwords'
  | 'post'
  | 'throttle'
  | 'transaction'
>;

/**
 * Changes the password; the session that asks gets a new token. With a second factor the password is no proof by itself: then a
 * fresh one comes first, and this opens nothing more. Refuses `reauthentication_required`, `wrong_credentials`, `throttled`,
 * `password_unchanged` and the password's codes.
 */
export async function changePassword(
  deps: ChangeDeps,
  owner: Owner,
  input: ChangePasswordInput,
): Promise<{ readonly token: string }> {
  if (asksForSecond(await deps.factors.listOf(owner.accountId))) requireFreshProof(owner, deps.clock.now());
  const account = await proved(deps, owner, input.currentPassword);
  if (input.newPassword === input.currentPassword) throw new Refusal('password_unchanged', { field: 'newPassword' });
  const names = (await deps.accounts.loginNames(account.id)).map(({ text }) => text);
  const passwordHash = await hashNewPassword(deps, input.newPassword, [account.displayName, ...names]);
  const changed = await deps.transaction((stores) =>
    change(stores, deps, owner, account, passwordHash, input.elsewhere),
  );
  await deps.confirmation.confirmed(changed.epoch);
  return { token: changed.token };
}

async function proved(deps: ChangeDeps, owner: Owner, password: string): Promise<SignInAccount> {
  const { accountId, deviceId, credentialId } = owner;
  const account = await deps.accounts.findForProof(accountId);
  const isRight = await checkPassword(deps, account, password, ownProofKeys(accountId, deviceId, owner.address));
  if (isRight && account !== null) return account;
  await note(deps, deps, { event: 'reauthentication.failed', accountId, by: owner, credentialId, deviceId });
  throw new Refusal('wrong_credentials', { field: 'currentPassword' });
}

async function change(
  stores: Stores,
  deps: ChangeDeps,
  owner: Owner,
  account: SignInAccount,
  passwordHash: string,
  elsewhere: ChangePasswordInput['elsewhere'],
): Promise<{ readonly token: string; readonly epoch: number }> {
  const { accountId, deviceId, credentialId } = owner;
  const locked = await stores.accounts.lock(accountId);
  const now = deps.clock.now();
  if (locked?.passwordHash !== account.passwordHash)
    throw new Refusal('wrong_credentials', { field: 'currentPassword' });
  const hasSecond = asksForSecond(await stores.factors.listOf(accountId));
  const provedAt = hasSecond ? await requireProofNow(stores, deps, owner) : null;
  await stores.accounts.setPassword(accountId, passwordHash, now);
  await endPending(stores, accountId, now);
  const session = { id: credentialId, accountId };
  const rotated = await (provedAt === null
    ? rotate(stores, deps, session, 1)
    : rotate(stores, deps, session, 2, provedAt));
  const others = { accountId, kinds: ['session'], except: [credentialId] } as const;
  const ending = { reason: 'password_changed', at: now, by: { accountId, deviceId } } as const;
  const { count, epoch } =
    elsewhere === 'keep'
      ? { count: 0, epoch: await closeWindows(stores, deps, accountId, credentialId) }
      : await end(stores, deps, others, ending);
  const details = { elsewhere, ended: count };
  await note(stores, deps, { event: 'password.changed', accountId, by: owner, credentialId, deviceId, details });
  await notify(stores, deps, account, { kind: 'password_changed', displayName: account.displayName, at: now });
  return { token: rotated.token, epoch };
}
