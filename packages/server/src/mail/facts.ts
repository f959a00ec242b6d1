import type { FactorKind, MailLocale, MailMessage } from '@rollcall/core';

/** The facts of a message as they are written: cleaned, and times in words of the language. */
export interface Facts {
  readonly name: string;
  readonly at: string;
  readonly expiresAt: string;
  readonly email: string;
  readonly by: string;
  readonly organization: string;
  readonly factor: string;
}

const times: Record<MailLocale, Intl.DateTimeFormat> = {
  en: timeFormat('en-GB'),
  sv: timeFormat('sv-SE'),
};

/** As a sentence begins with them. */
const factors: Record<MailLocale, Record<FactorKind, string>> = {
  en: { passkey: 'A passkey', authenticator: 'An authenticator app', recovery_codes: 'A set of recovery codes' },
  sv: { passkey: 'En nyckel', authenticator: 'En kodapp', recovery_codes: 'En uppsättning reservkoder' },
};

/** In UTC and saying so: whoever reads the mail may sit anywhere. */
function timeFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
}

export function factsOf(message: MailMessage, locale: MailLocale): Facts {
  const time = (at: number | undefined) => (at === undefined ? '' : `${times[locale].format(at)} UTC`);
  return {
    name: oneLine(message.displayName),
    at: time(message.at),
    expiresAt: time(message.expiresAt),
    email: oneLine(message.email ?? ''),
    by: oneLine(message.by ?? ''),
    organization: oneLine(message.organization ?? ''),
    factor: message.factor === undefined ? '' : factors[locale][message.factor],
  };
}

/** Without control and invisible characters: names come from people. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
