import type { Me, PolicyChange } from '@rollcall/api';
import type { Habit } from './cast.ts';

/** What somebody does, each a row in the table in `deeds.ts`. Others are called by their user names. */
export type Deed =
  | { readonly does: 'sign_in'; readonly keepSignedIn: boolean; readonly with?: 'recovery_code' }
  | { readonly does: 'mistype' }
  | { readonly does: 'prove' }
  | { readonly does: 'look' }
  | { readonly does: 'check_devices' }
  | { readonly does: 'rename'; readonly name: string }
  | { readonly does: 'sign_out' }
  | { readonly does: 'change_password' }
  | { readonly does: 'lose'; readonly lost: Habit }
  | { readonly does: 'add_authenticator'; readonly name: string | null }
  | { readonly does: 'add_passkey'; readonly name: string }
  | { readonly does: 'print_codes' }
  | { readonly does: 'found'; readonly name: string }
  | { readonly does: 'enter'; readonly name: string }
  | { readonly does: 'invite'; readonly email: string; readonly role: Me['role'] }
  | { readonly does: 'accept'; readonly email: string }
  | { readonly does: 'give_role'; readonly to: string; readonly role: Me['role'] }
  | { readonly does: 'let_act'; readonly holder: string; readonly on: string; readonly days: number | null }
  | { readonly does: 'terminate'; readonly whom: string }
  | { readonly does: 'lock_out'; readonly whom: string }
  | { readonly does: 'plan_lock_out'; readonly whom: string; readonly inDays: number }
  | { readonly does: 'change_policy'; readonly change: PolicyChange };
