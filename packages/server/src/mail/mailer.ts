import type { MailPayload } from '@rollcall/core';
import { createTransport } from 'nodemailer';
import { compose } from './compose.ts';

/** Hands a mail to the mail server. Throws where it is not taken. */
export interface Mailer {
  /** `id`: the same for each try at the same mail, so that one that was taken twice is shown once. */
  send(id: string, payload: MailPayload): Promise<void>;
  /** Connects and says who we are, and sends nothing. */
  greet(): Promise<void>;
  /** A mail that says nothing but that it came. */
  sendTest(to: string): Promise<void>;
  close(): void;
}

/** How long a mail server may keep silent, in milliseconds. */
const patienceMs = 20_000;

export function createMailer(smtp: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({
    url: smtp.url,
    // A password for the mail server never goes out unencrypted, whatever somebody in between makes the server offer.
    requireTLS: new URL(smtp.url).username !== '',
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^<>@\s]+?)>?$/.exec(smtp.from)?.[1] ?? 'rollcall.invalid';
  return {
    async send(id, payload) {
      const { to, subject, text, html } = compose(payload);
      await transport.sendMail({
        from: smtp.from,
        // As an object, so that what stands in it is one address and never read as a list.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        // RFC 3834: no holiday note comes back.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    async greet() {
      await transport.verify();
    },
    async sendTest(to) {
      const text = 'This is a test. Mail from your Rollcall server arrives.';
      await transport.sendMail({
        from: smtp.from,
        to: { name: '', address: to },
        subject: 'Test mail from Rollcall',
        text,
      });
    },
    close: () => transport.close(),
  };
}

/** Whether the mail server will never take this mail, to this address or at all, however often it is asked. */
export function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = facts(error);
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode === 0 || responseCode >= 500);
}

interface SmtpFacts {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** What of an SMTP error may be logged: its text can hold addresses. */
export function facts(error: unknown): SmtpFacts {
  const { code, responseCode, command } = (typeof error === 'object' && error !== null ? error : {}) as SmtpFacts;
  return {
    ...(code === undefined ? {} : { code }),
    ...(responseCode === undefined ? {} : { responseCode }),
    ...(command === undefined ? {} : { command }),
  };
}
