import type { FactorKind } from '../factor/factor.ts';

/** What can be mailed. Fixed strings: they are stored, and each has its text in every language of the interface. */
export const mailKinds = [
  'password_reset',
  'password_reset_by_administrator',
  'password_reset_started',
  'email_verification',
  'password_changed',
  'email_added',
  'email_removed',
  'account_created',
  'signed_out_by_administrator',
  'signed_out_on_behalf',
  'invitation',
  'factor_added',
  'factor_removed',
  'factors_reset',
  'trust_copied',
] as const;
export type MailKind = (typeof mailKinds)[number];

export const mailLocales = ['en', 'sv'] as const;
export type MailLocale = (typeof mailLocales)[number];

/** What a mail says. Which of the optional facts a kind has is up to its text; times are milliseconds UTC. */
export interface MailMessage {
  readonly kind: MailKind;
  /** Of the reader; empty where that is not known. */
  readonly displayName: string;
  /** The single-use link to follow. */
  readonly url?: string;
  /** When the link stops working. */
  readonly expiresAt?: number;
  /** When the thing happened that the mail tells of. */
  readonly at?: number;
  /** The address that was added or removed, or to which a link went. */
  readonly email?: string;
  /** Who did it (nobody where that was the operator), and for which organization. */
  readonly by?: string;
  readonly organization?: string;
  /** The kind of second factor that was added or removed. */
  readonly factor?: FactorKind;
}

/** The payload of an outbox message of kind `mail`. */
export interface MailPayload {
  readonly to: string;
  /** `null`: the account follows its browser, so nothing is known here. */
  readonly locale: MailLocale | null;
  readonly message: MailMessage;
}
