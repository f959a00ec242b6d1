import type { ComponentType } from 'react';
import { CancelSheet } from './cancel-sheet.tsx';
import { LetInSheet } from './let-in-sheet.tsx';
import { LockOutSheet } from './lock-out-sheet.tsx';
import { PasswordSheet } from './password-sheet.tsx';
import { RemoveSheet } from './remove-sheet.tsx';
import { ResetSheet } from './reset-sheet.tsx';
import { RoleSheet } from './role-sheet.tsx';
import type { UserAct, UserSheetProps } from './user-act.ts';

const sheets: Readonly<Record<UserAct, ComponentType<UserSheetProps>>> = {
  lock_out: LockOutSheet,
  cancel_lock_out: CancelSheet,
  let_in: LetInSheet,
  assign_role: RoleSheet,
  reset_factors: ResetSheet,
  reset_password: PasswordSheet,
  remove: RemoveSheet,
};

/** What is done to somebody, from the question to the receipt. Loaded when it is first needed. */
export default function UserSheet({ act, ...about }: UserSheetProps & { readonly act: UserAct }) {
  const Sheet = sheets[act];
  return <Sheet {...about} />;
}
