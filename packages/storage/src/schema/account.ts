import type { LinkPurpose, LoginName } from '@rollcall/core';
import type { Bytes, IdColumn, OptionalId } from './columns.ts';

export interface AccountTables {
  account: AccountRow;
  login_name: LoginNameRow;
  link: LinkRow;
}

interface AccountRow {
  id: IdColumn;
  display_name: string;
  /** As it is searched for: NFKC, lower case. */
  compared_name: string;
  locale: string | null;
  time_zone: string | null;
  password_hash: string | null;
  password_changed_at: number | null;
  created_at: number;
  disabled_at: number | null;
  last_looked_at: number | null;
}

interface LoginNameRow {
  normalized: string;
  text: string;
  account_id: IdColumn;
  kind: LoginName['kind'];
  created_at: number;
  verified_at: number;
}

interface LinkRow {
  id: IdColumn;
  purpose: LinkPurpose;
  secret_hash: Bytes;
  account_id: OptionalId;
  email: string | null;
  by_credential_id: OptionalId;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}
