import { NetworkError, ProblemError } from '@rollcall/client';
import type { TFunction } from 'i18next';
import { PasskeyError } from '../passkey/passkey-error.ts';
import type { Format } from './format.ts';

/** Finer words that have a sentence of their own; what is missing here is told by its code. */
const reasons = [
  'already_member',
  'beyond_own_rights',
  'email_invalid',
  'enrolment_not_open',
  'expired',
  'factor_needed',
  'factor_required',
  'grant_to_oneself',
  'hold_already_open',
  'hold_not_open',
  'idle',
  'last_organization',
  'last_owner',
  'link_expired',
  'link_used',
  'locale_invalid',
  'login_name_invalid',
  'login_name_taken',
  'mail_not_configured',
  'moment_invalid',
  'name_invalid',
  'no_proved_address',
  'organization_name_wrong',
  'own_address_outside',
  'passkey_refused',
  'password_too_common',
  'password_too_long',
  'password_too_short',
  'password_unchanged',
  'places_not_permitted',
  'policy_changed',
  'policy_invalid',
  'proof_insufficient',
  'reauthentication_elsewhere',
  'reauthentication_not_open',
  'return_address_invalid',
  'session_limit',
  'setup_done',
  'sign_in_elsewhere',
  'sign_in_too_old',
  'step_not_open',
  'time_zone_invalid',
  'too_many_organizations',
  'too_many_passkeys',
  'wrong_code',
] as const;
type Reason = (typeof reasons)[number];

/** Bounds that some sentences name. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}
const usualBounds: Bounds = { least: 8, most: 128 };

/** What happened, that nothing was lost, and what to do: one or two sentences for any error. */
export function problemText(t: TFunction, format: Format, error: unknown, bounds: Bounds = usualBounds): string {
  if (error instanceof NetworkError) return t('problem.network');
  if (error instanceof PasskeyError) return t(`passkeyFault.${error.fault}`);
  if (!(error instanceof ProblemError)) return t('problem.bug');
  const sentence = sentenceOf(t, error, bounds);
  if (error.code === 'internal') return `${sentence} ${t('problem.requestId', { id: error.requestId })}`;
  if (error.retryAfterMs === null) return sentence;
  return `${sentence} ${t('problem.retryIn', { wait: format.duration(error.retryAfterMs) })}`;
}

function sentenceOf(t: TFunction, { reason, code }: ProblemError, bounds: Bounds): string {
  return isReason(reason) ? t(`reason.${reason}`, { ...bounds }) : t(`problem.${code}`);
}

function isReason(text: string | null): text is Reason {
  return reasons.some((reason) => reason === text);
}
