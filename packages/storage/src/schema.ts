import type {
  ActorKind,
  Assurance,
  CredentialKind,
  DeviceType,
  EndReason,
  FactorKind,
  HoldAct,
  HoldOutcome,
  Lifetime,
  LinkPurpose,
  LogEvent,
  LoginName,
  OutboxKind,
  Policy,
  Role,
  SignInChallenge,
  SignInMethod,
  SubjectKind,
  WebhookDisabledReason,
} from '@rollcall/core';
import type { ColumnType } from 'kysely';
import type { Id } from './id.ts';

type IdColumn = ColumnType<Id, string, string>;
type OptionalId = ColumnType<Id | null, string | null, string | null>;
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
type OptionalBytes = ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;

/** Every table, as the migrations leave them. Times are milliseconds UTC; there are no booleans, dates or JSON types. */
export interface Tables {
  organization: { id: IdColumn; name: string; created_at: number; is_default: 0 | 1 };
  policy: PolicyRow;
  account: AccountRow;
  login_name: LoginNameRow;
  membership: MembershipRow;
  invitation: InvitationRow;
  acting_grant: ActingGrantRow;
  planned_lock_out: PlannedLockOutRow;
  proof_wanted: { account_id: IdColumn; organization_id: IdColumn; after_at: number };
  device: DeviceRow;
  credential: CredentialRow;
  session: SessionRow;
  child_session: { credential_id: IdColumn; host: string; entered_at: number };
  generation: GenerationRow;
  authority: { epoch: number };
  revocation: { epoch: number; subject_kind: SubjectKind; subject_id: IdColumn };
  verifier: { id: string; incarnation: string; name: string; acked_epoch: number; renewals: number };
  hold: HoldRow;
  link: LinkRow;
  host_code: HostCodeRow;
  log: LogRow;
  log_chain: { id: IdColumn; sequence: number; chain_hash: Bytes; sealed_at: number };
  outbox: OutboxRow;
  service: ServiceRow;
  external_account: { account_id: IdColumn; service_id: IdColumn; external_id: string; emails: string };
  handover: { link_id: IdColumn; service_id: IdColumn; return_to: string | null };
  reauthentication: ReauthenticationRow;
  service_credential: { credential_id: IdColumn; name: string; permissions: string };
  webhook: WebhookRow;
  termination: TerminationRow;
  throttle: { key: string; points: number; expire: number | null };
  factor: FactorRow;
  authenticator: { id: IdColumn; sealed_secret: Bytes; last_step: number };
  passkey: PasskeyRow;
  recovery_code: { code_hash: Bytes; factor_id: IdColumn; used_at: number | null };
  enrolment: { id: IdColumn; account_id: IdColumn; bound_to: IdColumn; sealed_secret: Bytes; expires_at: number };
  passkey_challenge: { challenge: Bytes; bound_to: IdColumn; expires_at: number };
  sign_in_challenge: SignInChallengeRow;
  trust: TrustRow;
  spent_trust_token: { token_hash: Bytes; trust_id: IdColumn };
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

interface ClientColumns {
  client_type: DeviceType;
  browser_name: string | null;
  browser_version: string | null;
  system_name: string | null;
  system_version: string | null;
  model: string | null;
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

interface SessionRow extends ClientColumns {
  credential_id: IdColumn;
  method: SignInMethod;
  user_agent: string | null;
  service_id: OptionalId;
  from_session_id: OptionalId;
  return_to: string | null;
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

interface HostCodeRow {
  secret_hash: Bytes;
  parent_id: IdColumn;
  host: string;
  challenge: Bytes;
  return_to: string;
  expires_at: number;
  used_at: number | null;
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

interface OutboxRow {
  id: IdColumn;
  kind: OutboxKind;
  target: string;
  sealed_payload: Bytes;
  created_at: number;
  due_at: number;
  attempts: number;
  laid_aside_at: number | null;
}

interface TerminationRow {
  id: IdColumn;
  organization_id: IdColumn;
  at: number;
  by_account_id: IdColumn;
  members: number | null;
  passed: number;
  told: number;
  passed_up_to: OptionalId;
  finished_at: number | null;
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

interface SignInChallengeRow {
  id: IdColumn;
  secret_hash: Bytes;
  purpose: SignInChallenge['purpose'];
  account_id: OptionalId;
  organization_id: OptionalId;
  lifetime: Lifetime;
  tries: number;
  created_at: number;
  expires_at: number;
}

interface TrustRow {
  id: IdColumn;
  device_id: IdColumn;
  account_id: IdColumn;
  organization_id: IdColumn;
  token_hash: Bytes;
  previous_hash: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;
  rotated_at: number;
  granted_at: number;
}
