import type { LockedOutBy, Policy, Role } from '@rollcall/core';
import type { ColumnType } from 'kysely';
import type { IdColumn, OptionalId } from './columns.ts';

export interface OrganizationTables {
  organization: { id: IdColumn; name: string; created_at: number; is_default: 0 | 1 };
  policy: PolicyRow;
  membership: MembershipRow;
  invitation: InvitationRow;
  acting_grant: ActingGrantRow;
  planned_lock_out: PlannedLockOutRow;
  termination: TerminationRow;
}

interface PolicyRow {
  organization_id: IdColumn;
  idle_limit_minutes: number;
  absolute_limit_minutes: number;
  remembered_idle_limit_minutes: number;
  remembered_absolute_limit_minutes: number;
  history_days: number;
  address_days: number;
  /** Raised by each change. */
  version: number;
  keep_signed_in: Policy['keepSignedIn'];
  session_limit: number | null;
  at_session_limit: Policy['atSessionLimit'];
  second_factor: Policy['secondFactor'];
  trust_days: number;
  /** By kind, as JSON text; null where none has any. */
  address_ranges: string | null;
}

interface MembershipRow {
  account_id: IdColumn;
  organization_id: IdColumn;
  role: Role;
  joined_order: number;
  joined_at: number;
  /** When it was last gone into from another one. */
  entered_at: ColumnType<number | null, number | null | undefined, number | null>;
  locked_out_at: ColumnType<number | null, number | null | undefined, number | null>;
  locked_out_by: ColumnType<LockedOutBy | null, LockedOutBy | null | undefined, LockedOutBy | null>;
  /** The address of the invitation by which they came in. */
  invited_as: ColumnType<string | null, string | null | undefined, never>;
}

interface InvitationRow {
  link_id: IdColumn;
  organization_id: IdColumn;
  email: string;
  compared_email: string;
  role: Role;
  by_account_id: OptionalId;
  withdrawn_at: ColumnType<number | null, number | null | undefined, number | null>;
}

interface ActingGrantRow {
  id: IdColumn;
  organization_id: IdColumn;
  account_id: IdColumn;
  holder_id: IdColumn;
  by_account_id: OptionalId;
  created_at: number;
  expires_at: number | null;
}

interface PlannedLockOutRow {
  organization_id: IdColumn;
  account_id: IdColumn;
  due_at: number;
  by_account_id: OptionalId;
  created_at: number;
}

interface TerminationRow {
  id: IdColumn;
  organization_id: IdColumn;
  at: number;
  by_account_id: OptionalId;
  members: number | null;
  passed: number;
  told: number;
  passed_up_to: OptionalId;
  finished_at: number | null;
}
