import type { Assurance, WebhookDisabledReason } from '@rollcall/core';
import type { Bytes, IdColumn, OptionalBytes, OptionalId } from './columns.ts';

export interface ServiceTables {
  service: ServiceRow;
  external_account: { account_id: IdColumn; service_id: IdColumn; external_id: string; emails: string };
  handover: { link_id: IdColumn; service_id: IdColumn; return_to: string | null };
  reauthentication: ReauthenticationRow;
  webhook: WebhookRow;
}

/** Lists stand in it as JSON text. */
interface ServiceRow {
  account_id: IdColumn;
  organization_id: IdColumn;
  name: string;
  compared_name: string;
  origins: string;
  reauthenticate_url: string | null;
  created_at: number;
  removed_at: number | null;
}

interface ReauthenticationRow {
  id: IdColumn;
  credential_id: IdColumn;
  account_id: IdColumn;
  service_id: IdColumn;
  hold_id: OptionalId;
  return_to: string;
  created_at: number;
  expires_at: number;
  assurance: Assurance | null;
  authenticated_at: number | null;
  secret_hash: Bytes | null;
  used_at: number | null;
}

interface WebhookRow {
  id: IdColumn;
  service_id: IdColumn;
  url: string;
  sealed_secret: Bytes;
  old_sealed_secret: OptionalBytes;
  old_secret_until: number | null;
  created_at: number;
  delivered_at: number | null;
  failed_at: number | null;
  failure: string | null;
  disabled_at: number | null;
  disabled_reason: WebhookDisabledReason | null;
}
