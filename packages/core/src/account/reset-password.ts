import type { Visitor } from '../actor.ts';
import { closeWindows } from '../credential/close-windows.ts';
import { end } from '../credential/end.ts';
import type { Deps, Stores } from '../deps.ts';
import { findUsableLink, useLink } from '../link/find-link.ts';
import type { Link } from '../link/link.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { endPending } from './end-pending.ts';
import { hashNewPassword } from './new-password.ts';
import { notify } from './notify.ts';
import { proveEmail } from './prove-email.ts';

export interface ResetPasswordInput {
  readonly link: string;
  readonly newPassword: string;
  /** What becomes of the account's sessions; those that stay have to prove again who they are. */
  readonly everywhere: 'sign_out' | 'keep';
}

type ResetDeps = Pick<
  Deps,
  | 'accounts'
  | 'canMail'
  | 'chance'
  | 'clock'
  | 'confirmation'
  | 'links'
  | 'passwords'
  | 'post'
  | 'throttle'
  | 'transaction'
>;

/**
 * Sets a new password with a single-use link; it signs nobody in. Refuses the link's and the password's codes, and a password
 * that is refused leaves the link usable.
 */
export async function resetPassword(deps: ResetDeps, visitor: Visitor, input: ResetPasswordInput): Promise<void> {
  const link = await findUsableLink(deps, input.link, 'password_reset', visitor.address);
  const account = link.accountId === null ? null : await deps.accounts.find(link.accountId);
  if (account === null || account.disabledAt !== null) throw new Refusal('link_unknown');
  const names = (await deps.accounts.loginNames(account.id)).map(({ text }) => text);
  const passwordHash = await hashNewPassword(deps, input.newPassword, [account.displayName, ...names]);
  const epoch = await deps.transaction((stores) => reset(stores, deps, visitor, link, passwordHash, input.everywhere));
  await deps.confirmation.confirmed(epoch);
}

async function reset(
  stores: Stores,
  deps: ResetDeps,
  visitor: Visitor,
  link: Link,
  passwordHash: string,
  everywhere: ResetPasswordInput['everywhere'],
): Promise<number> {
  const account = link.accountId === null ? null : await stores.accounts.lock(link.accountId);
  const now = deps.clock.now();
  if (account === null || account.disabledAt !== null) throw new Refusal('link_unknown');
  const { id: accountId, displayName } = account;
  await useLink(stores, link, now);
  await stores.accounts.setPassword(accountId, passwordHash, now);
  await endPending(stores, accountId, now);
  if (link.email !== null) await proveEmail(stores, deps, accountId, link.email);
  const ending = { reason: 'password_reset', at: now, by: { accountId, deviceId: null } } as const;
  const { count, epoch } =
    everywhere === 'keep'
      ? { count: 0, epoch: await closeWindows(stores, deps, accountId, null) }
      : await end(stores, deps, { accountId, kinds: ['session'] }, ending);
  await note(stores, deps, {
    event: 'password.reset',
    accountId,
    by: { kind: 'anonymous', address: visitor.address },
    details: { everywhere, ended: count },
  });
  await notify(stores, deps, account, { kind: 'password_changed', displayName, at: now });
  return epoch;
}
