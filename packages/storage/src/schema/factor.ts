import type { FactorKind } from '@rollcall/core';
import type { Bytes, IdColumn } from './columns.ts';

export interface FactorTables {
  factor: FactorRow;
  authenticator: { id: IdColumn; sealed_secret: Bytes; last_step: number };
  passkey: PasskeyRow;
  recovery_code: { code_hash: Bytes; factor_id: IdColumn; used_at: number | null };
  enrolment: { id: IdColumn; account_id: IdColumn; bound_to: IdColumn; sealed_secret: Bytes; expires_at: number };
  passkey_challenge: { challenge: Bytes; bound_to: IdColumn; expires_at: number };
}

interface FactorRow {
  id: IdColumn;
  account_id: IdColumn;
  kind: FactorKind;
  name: string | null;
  created_at: number;
  last_used_at: number | null;
}

/** Transports stand in it as JSON text. */
interface PasskeyRow {
  factor_id: IdColumn;
  credential_id: Bytes;
  public_key: Bytes;
  sign_count: number;
  transports: string;
  backup_eligible: 0 | 1;
  backed_up: 0 | 1;
  verifies_user: 0 | 1;
}
