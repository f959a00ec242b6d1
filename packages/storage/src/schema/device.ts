import type { Bytes, ClientColumns, IdColumn, OptionalBytes } from './columns.ts';

export interface DeviceTables {
  device: DeviceRow;
  trust: TrustRow;
  spent_trust_token: { token_hash: Bytes; trust_id: IdColumn };
}

interface DeviceRow extends ClientColumns {
  id: IdColumn;
  account_id: IdColumn;
  browser_hash: Bytes;
  name: string | null;
  first_seen_at: number;
  last_sign_in_at: number;
  removed_at: number | null;
  lost_at: number | null;
}

interface TrustRow {
  id: IdColumn;
  device_id: IdColumn;
  account_id: IdColumn;
  organization_id: IdColumn;
  token_hash: Bytes;
  previous_hash: OptionalBytes;
  rotated_at: number;
  granted_at: number;
}
