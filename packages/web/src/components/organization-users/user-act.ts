import type { OrganizationUser } from '@rollcall/client';

/** What administrators do to somebody; each asks in a sheet of its own. */
export type UserAct =
  | 'lock_out'
  | 'cancel_lock_out'
  | 'let_in'
  | 'assign_role'
  | 'reset_factors'
  | 'reset_password'
  | 'remove';

export interface UserSheetProps {
  readonly user: OrganizationUser;
  readonly onClose: () => void;
}
