import type { ActorKind, LogEvent } from '@rollcall/core';
import type { Bytes, IdColumn, OptionalBytes, OptionalId } from './columns.ts';

export interface LogTables {
  log: LogRow;
  log_chain: { id: IdColumn; sequence: number; chain_hash: Bytes; sealed_at: number };
}

interface LogRow {
  id: IdColumn;
  at: number;
  event: LogEvent;
  account_id: OptionalId;
  organization_id: OptionalId;
  actor_kind: ActorKind;
  actor_account_id: OptionalId;
  actor_device_id: OptionalId;
  credential_id: OptionalId;
  device_id: OptionalId;
  address: string | null;
  /** JSON as text: escaped there, any text survives. */
  details: string;
  /** These are written once, by the sealer; the salt goes with the address. */
  sequence: number | null;
  salt: OptionalBytes;
  commitment: OptionalBytes;
  digest: OptionalBytes;
  chain_hash: OptionalBytes;
}
