import type { ProblemCode } from '@rollcall/api';
import { Refusal, type RefusalCode } from '@rollcall/core';
import type { InactiveReason } from '@rollcall/verifier';
import type { ProblemFacts } from './problem-reply.ts';

interface Outside {
  readonly code: ProblemCode;
  /** One sentence about this very case. */
  readonly detail: string;
  /** Whether the reason itself may be told: it says nothing about anybody else's account. */
  readonly tellsReason: boolean;
}

const told = (code: ProblemCode, detail: string): Outside => ({ code, detail, tellsReason: true });
const kept = (code: ProblemCode, detail: string): Outside => ({ code, detail, tellsReason: false });

/** The one table from what core refuses to what the wire says. There are fewer words outside, on purpose. */
export const refusals: Readonly<Record<RefusalCode, Outside>> = {
  not_found: kept('not_found', 'What the address names does not exist, or it belongs to somebody else.'),
  wrong_credentials: kept('wrong_credentials', 'The name and the password do not match.'),
  throttled: kept('too_many_requests', 'There were too many tries; this one was not looked at.'),
  reauthentication_required: kept('reauthentication_required', 'Your last proof is older than 10 minutes.'),
  hold_already_open: told(
    'reauthentication_required',
    'This session already holds something that waits for your proof.',
  ),
  hold_not_open: told('conflict', 'The hold was confirmed, was lifted or has lapsed.'),
  password_too_short: told('not_acceptable', 'The new password is too short.'),
  password_too_long: told('not_acceptable', 'The new password is too long.'),
  password_too_common: told('not_acceptable', 'The new password is one of those that are guessed first.'),
  password_unchanged: told('not_acceptable', 'The new password is the current one.'),
  name_invalid: told('not_acceptable', 'The name is empty, too long or holds characters that cannot be seen.'),
  login_name_invalid: told(
    'not_acceptable',
    'The user name is not 2 to 64 Latin letters, digits, dots, dashes or underscores.',
  ),
  login_name_taken: told('not_acceptable', 'The name is taken.'),
  locale_invalid: told('not_acceptable', 'The language is not one that the interface speaks.'),
  time_zone_invalid: told('not_acceptable', 'The time zone is not a known IANA name.'),
  mail_not_configured: told('not_acceptable', 'This server sends no mail, and this needs some.'),
  no_proved_address: told('conflict', 'The account has no e-mail address that was proved, so no link can go to one.'),
  email_invalid: told('not_acceptable', 'The text is no e-mail address.'),
  link_unknown: kept('not_found', 'The link is not known here.'),
  link_used: told('link_ended', 'The link was used already.'),
  link_expired: told('link_ended', 'The link has expired.'),
  code_refused: kept('link_ended', 'The code was used, has expired, or was made for another browser.'),
  setup_done: told('conflict', 'Set-up is done: there is an account already.'),
  account_disabled: told('conflict', 'The account is disabled.'),
  external_id_invalid: told('not_acceptable', 'The external id is too long or holds characters that cannot be seen.'),
  webhook_url_refused: told(
    'not_acceptable',
    'The address is not https, or it is inside the network. Hosts inside are named in ROLLCALL_WEBHOOK_INTERNAL_HOSTS.',
  ),
  too_many_webhooks: told('conflict', 'The service has as many webhooks as one may have.'),
  service_name_taken: told('not_acceptable', 'There is a service of that name already.'),
  origin_invalid: told(
    'not_acceptable',
    'The address is not https with nothing but scheme, host and port; or is no URL.',
  ),
  return_address_invalid: told(
    'not_acceptable',
    'The address is no page of an origin that the service has registered.',
  ),
  sign_in_elsewhere: told('conflict', 'A service signs this account in: it has no login names here.'),
  reauthentication_elsewhere: told(
    'conflict',
    'No service can ask who this is: the proof is given where one signs in.',
  ),
  reauthentication_not_open: told(
    'conflict',
    'The proof was not given yet, was used already, came too late, or is not what the service sent back.',
  ),
  proof_too_old: told('not_acceptable', 'The proof is older than the request for it.'),
  expiry_invalid: told('not_acceptable', 'The expiry is past already.'),
  service_credential_ended: kept('service_credential_refused', 'The service credential has ended.'),
  organization_name_wrong: told('not_acceptable', 'That is not the name of the organization.'),
  organization_ambiguous: told(
    'conflict',
    'More than one organization is called that, or reads alike: name it by its id.',
  ),
  places_not_permitted: told('forbidden', 'Addresses and places need the permission platform.places.view.'),
  step_not_open: told(
    'conflict',
    'The sign-in has ended or run out, or it was begun in another browser. It has to begin again.',
  ),
  wrong_code: told('wrong_credentials', 'The code is wrong, was used already, or has run out.'),
  passkey_refused: told('wrong_credentials', 'The passkey is not known here, or its answer is not right.'),
  proof_insufficient: told('not_acceptable', 'The account has to be proved by one of the ways that `proofs` names.'),
  factor_needed: told('conflict', 'The account has no second factor that this needs.'),
  factor_required: told('conflict', 'The organization wants a second factor, and this is the last one.'),
  too_many_passkeys: told('conflict', 'The account has as many passkeys as one may have.'),
  enrolment_not_open: told('conflict', 'The secret was used already, has run out, or was made in another session.'),
  address_refused: kept(
    'address_refused',
    'The policy of the organization names networks, and this address is in none.',
  ),
  session_limit: told('conflict', 'The account has as many sessions as the policy of the organization allows.'),
  own_address_outside: told('conflict', 'The address that this is asked from is in none of the networks.'),
  policy_changed: told('conflict', 'Somebody changed the policy since that version.'),
  policy_invalid: told('not_acceptable', 'A setting of the policy is out of bounds.'),
  beyond_own_rights: told('forbidden', 'This goes beyond what your own role permits.'),
  last_owner: told('conflict', 'The organization would be left without an owner who can sign in.'),
  last_organization: told('conflict', 'The account would be left without an organization to sign in to.'),
  grant_to_oneself: told('not_acceptable', 'Nobody acts on behalf of themselves.'),
  moment_invalid: told('not_acceptable', 'The moment is past, or more than a year ahead.'),
  already_member: told('conflict', 'This is a member of the organization already.'),
  sign_in_too_old: told(
    'conflict',
    'The sign-in is older than the organization lets one be: it takes a new one to come in.',
  ),
  too_many_organizations: told('conflict', 'The account is in as many organizations as one may be.'),
};

/** Why a token is refused, as the wire says it. */
export const unusable: Readonly<Record<InactiveReason, Outside>> = {
  malformed: kept('not_signed_in', 'The session token is not one of this server.'),
  unknown: kept('not_signed_in', 'The session token is not known.'),
  revoked: kept('session_ended', 'The session was ended.'),
  expired: told('session_ended', 'The session has reached its longest duration.'),
  idle: told('session_ended', 'The session was not used for too long.'),
  held: kept('session_held', 'The session is shut out until the one who did it confirms or withdraws it.'),
  outside_addresses: kept(
    'address_refused',
    'The session is good, but not from this address, by the organization’s policy.',
  ),
  unavailable: kept('unavailable', 'The store does not answer, so the session cannot be verified.'),
};

/** The same for a service credential. Whoever holds one may know what became of it. */
export const unusableOfService: Readonly<Record<InactiveReason, Outside>> = {
  malformed: kept('service_credential_refused', 'The text is no service credential of this server.'),
  unknown: kept('service_credential_refused', 'The service credential is not known.'),
  revoked: kept('service_credential_refused', 'The service credential was ended.'),
  expired: told('service_credential_refused', 'The service credential has expired.'),
  idle: kept('service_credential_refused', 'The service credential has ended.'),
  held: kept('service_credential_refused', 'The service credential is shut out for now.'),
  outside_addresses: kept('address_refused', 'The service credential is good, but not from this address, by policy.'),
  unavailable: kept('unavailable', 'The store does not answer, so the service credential cannot be verified.'),
};

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}

export function factsOfRefusal({ code, facts }: Refusal): ProblemFacts {
  const { code: outside, detail, tellsReason } = refusals[code];
  const { retryAfterMs, at, field } = facts;
  return {
    code: outside,
    detail,
    ...(tellsReason && { reason: code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(at !== undefined && { at }),
    ...(field !== undefined && { errors: [{ pointer: `/${field}`, message: detail }] }),
  };
}

export function factsOfUnusable(reason: InactiveReason, of: Readonly<Record<InactiveReason, Outside>>): ProblemFacts {
  const { code, detail, tellsReason } = of[reason];
  return { code, detail, ...(tellsReason && { reason }) };
}
