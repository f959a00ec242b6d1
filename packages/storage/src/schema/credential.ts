import type {
  Assurance,
  CredentialKind,
  EndReason,
  HoldAct,
  HoldOutcome,
  Lifetime,
  SignInMethod,
} from '@rollcall/core';
import type { Bytes, ClientColumns, IdColumn, OptionalId } from './columns.ts';

export interface CredentialTables {
  credential: CredentialRow;
  session: SessionRow;
  child_session: { credential_id: IdColumn; host: string; entered_at: number };
  service_credential: { credential_id: IdColumn; name: string; permissions: string };
  generation: GenerationRow;
  hold: HoldRow;
  proof_wanted: { account_id: IdColumn; organization_id: IdColumn; after_at: number };
}

interface CredentialRow {
  id: IdColumn;
  kind: CredentialKind;
  token_hash: Bytes;
  account_id: IdColumn;
  organization_id: IdColumn;
  device_id: OptionalId;
  parent_id: OptionalId;
  lifetime: Lifetime;
  assurance: Assurance;
  issued_at: number;
  authenticated_at: number;
  last_used_at: number;
  first_address: string | null;
  last_address: string | null;
  account_generation: number;
  organization_generation: number;
  hold_id: OptionalId;
  held_until: number | null;
  revoked_at: number | null;
  revoked_reason: EndReason | null;
  revoked_by_account_id: OptionalId;
  revoked_by_device_id: OptionalId;
  expires_at: number | null;
}

interface SessionRow extends ClientColumns {
  credential_id: IdColumn;
  method: SignInMethod;
  user_agent: string | null;
  service_id: OptionalId;
  from_session_id: OptionalId;
  return_to: string | null;
}

/**
 * One row each time that all credentials of a kind were ended, so that each keeps the ending that was its own: the row
 * whose value is one more than the credential was born with. No row at all is generation 0.
 */
interface GenerationRow {
  subject_kind: 'account' | 'organization';
  subject_id: IdColumn;
  kind: CredentialKind;
  value: number;
  raised_at: number;
  reason: EndReason;
  by_account_id: OptionalId;
  by_device_id: OptionalId;
}

interface HoldRow {
  id: IdColumn;
  account_id: IdColumn;
  by_credential_id: IdColumn;
  by_device_id: OptionalId;
  act: HoldAct;
  device_id: OptionalId;
  created_at: number;
  lapses_at: number;
  outcome: HoldOutcome | null;
  settled_at: number | null;
}
