/**
 * A refusal is the product saying no: an expected answer with a closed code, never a bug.
 * Core knows no HTTP; the server's table turns each code into a status and a public code.
 */
export const refusalCodes = [
  'not_found',
  'wrong_credentials',
  'throttled',
  'reauthentication_required',
  'hold_already_open',
  'hold_not_open',
  'password_too_short',
  'password_too_long',
  'password_too_common',
  'password_unchanged',
  'name_invalid',
  'login_name_invalid',
  'login_name_taken',
  'locale_invalid',
  'time_zone_invalid',
  'mail_not_configured',
  'no_proved_address',
  'email_invalid',
  'link_unknown',
  'link_used',
  'link_expired',
  'code_refused',
  'setup_done',
  'account_disabled',
  'external_id_invalid',
  'service_name_taken',
  'origin_invalid',
  'return_address_invalid',
  'sign_in_elsewhere',
  'reauthentication_elsewhere',
  'reauthentication_not_open',
  'proof_too_old',
  'expiry_invalid',
  'service_credential_ended',
  'webhook_url_refused',
  'too_many_webhooks',
  'address_refused',
  'session_limit',
  'own_address_outside',
  'policy_changed',
  'policy_invalid',
  'beyond_own_rights',
  'organization_name_wrong',
  'organization_ambiguous',
  'places_not_permitted',
  'last_owner',
  'last_organization',
  'already_member',
  'grant_to_oneself',
  'moment_invalid',
  'too_many_organizations',
  'sign_in_too_old',
  'step_not_open',
  'wrong_code',
  'passkey_refused',
  'proof_insufficient',
  'factor_needed',
  'factor_required',
  'too_many_passkeys',
  'enrolment_not_open',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** What a refusal may tell beside its code; every field is safe to show to whoever asked. */
export interface RefusalFacts {
  /** Milliseconds until it is worth trying again. */
  readonly retryAfterMs?: number;
  /** When it happened (a link's use or expiry), in milliseconds UTC. */
  readonly at?: number;
  /** The limit that was passed, in its own unit. */
  readonly limit?: number;
  /** The input that was refused, named as on the wire. */
  readonly field?: string;
}

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly facts: RefusalFacts;

  constructor(code: RefusalCode, facts: RefusalFacts = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}
