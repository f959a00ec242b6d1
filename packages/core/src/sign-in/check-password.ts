import type { SignInAccount } from '../account/account.ts';
import type { Deps, ThrottleKey } from '../deps.ts';

/**
 * Whether the password is this account's, counted against the throttle before it is known. Costs the same where there is no
 * such account; a disabled one answers no, like a wrong password.
 */
export async function checkPassword(
  { passwords, throttle }: Pick<Deps, 'passwords' | 'throttle'>,
  account: SignInAccount | null,
  password: string,
  keys: readonly ThrottleKey[],
): Promise<boolean> {
  await throttle.attempt(keys);
  const matches = await passwords.verify(account?.passwordHash ?? null, password);
  if (!matches || account === null || account.disabledAt !== null) return false;
  await throttle.succeeded(keys);
  return true;
}

/** Under which counts a proof by the account's own, known device falls: guessing strangers cannot use them up. */
export function ownProofKeys(accountId: string, deviceId: string | null, address: string | null): ThrottleKey[] {
  return [
    { rule: 'account_from_device', key: `${accountId}:${deviceId ?? ''}` },
    ...(address === null ? [] : [{ rule: 'network' as const, key: address }]),
  ];
}
