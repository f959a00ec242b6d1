import type { OperatorAccount } from '@rollcall/api';
import type { Account, LoginName, Role } from '@rollcall/core';
import { toLoginName } from './me.ts';

export interface AccountParts {
  readonly account: Account;
  readonly loginNames: readonly LoginName[];
  readonly role: Role;
  /** How many are live. */
  readonly sessions: number;
}

export function toOperatorAccount({ account, loginNames, role, sessions }: AccountParts): OperatorAccount {
  return {
    id: account.id,
    displayName: account.displayName,
    loginNames: loginNames.map(toLoginName),
    role,
    createdAt: account.createdAt,
    disabledAt: account.disabledAt,
    sessions,
  };
}
