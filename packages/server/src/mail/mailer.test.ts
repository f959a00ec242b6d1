import { type MailKind, type MailPayload, mailKinds, mailLocales } from '@rollcall/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../test-helpers/mail-server.ts';
import { createMailer, type Mailer } from './mailer.ts';

let server: MailServer;
let mailer: Mailer;

beforeEach(async () => {
  server = await startMailServer();
  mailer = createMailer({ url: server.url, from: 'Rollcall <rollcall@example.org>' });
});
afterEach(async () => {
  mailer.close();
  await server.close();
});

const url = 'https://id.example.org/reset#rcl_abc';
const at = Date.UTC(2026, 10, 22, 17, 5);

function payload(
  kind: MailKind,
  more: Partial<MailPayload> & { displayName?: string; email?: string } = {},
): MailPayload {
  const { displayName = 'Åsa', email = 'asa@example.org', to = 'asa@example.org', locale = 'en' } = more;
  return { to, locale, message: { kind, displayName, organization: 'Åsa Förlag', url, expiresAt: at, at, email } };
}

async function sent(mail: MailPayload) {
  await mailer.send('0199a3e0-0000-7000-8000-000000000001', mail);
  const [taken] = server.mails;
  if (taken === undefined) throw new Error('No mail was taken.');
  return { ...taken, html: taken.html === false ? '' : taken.html, text: taken.text ?? '' };
}

describe.each(mailLocales)('In %s', (locale) => {
  test.each(mailKinds)('%s is said in plain text and in HTML, and loads nothing from outside', async (kind) => {
    const mail = await sent(payload(kind, { locale }));
    expect(mail.subject).toMatch(/\S/);
    expect(mail.text).toContain('Åsa');
    expect(mail.html).toContain('Åsa');
    expect(mail.html).toContain(`lang="${locale}"`);
    expect(mail.html).not.toMatch(/<(?:img|link|script|style|iframe)|src=|background|undefined|null/);
    expect(mail.text).not.toMatch(/undefined|null| {2}/);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });
});

test('A link stands in both forms, and when it ends is said in words', async () => {
  const mail = await sent(payload('password_reset'));
  expect(mail.text).toContain(`Set a new password:\n${url}\n`);
  expect(mail.html).toContain(`<a href="${url}">Set a new password</a>`);
  expect(mail.text).toContain('until 22 November 2026 at 17:05 UTC');
});

test('A notice has no link, so that nobody learns to follow one', async () => {
  const mail = await sent(payload('password_changed'));
  expect(mail.text + mail.html).not.toMatch(/https?:/);
  expect(mail.text).toContain('22 November 2026 at 17:05 UTC');
});

test('Swedish is Swedish, and who follows the browser gets English', async () => {
  const swedish = await sent(payload('email_removed', { locale: 'sv' }));
  expect(swedish.subject).toBe('En e-postadress har tagits bort från ditt konto');
  expect(swedish.text).toContain('22 november 2026 kl. 17:05 UTC');
  await mailer.send('0199a3e0-0000-7000-8000-000000000002', payload('email_removed', { locale: null }));
  expect(server.mails[1]?.subject).toBe('An e-mail address was removed from your account');
});

test('Names cannot write headers, lines or markup', async () => {
  const displayName = 'Mallory\r\nBcc: victim@example.org\r\n\r\n<a href="https://evil.example">"&\u202e';
  const mail = await sent(payload('email_added', { displayName, email: 'x<b>@example.org\r\nX-Evil: 1' }));
  expect(mail.bcc).toBeUndefined();
  expect(mail.headers.has('x-evil')).toBe(false);
  expect(mail.text.split('\n')[0]).toBe('Hello Mallory Bcc: victim@example.org <a href="https://evil.example">"&,');
  expect(mail.html).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;&quot;&amp;');
  expect(mail.html).not.toContain('evil.example">');
  expect(mail.html).not.toContain('<b>');
});

test('One mail goes to one address, whatever stands in it', async () => {
  const mail = await sent(payload('password_changed', { to: 'a@example.org, b@example.org' })).catch(() => null);
  expect([mail?.to].flat().flatMap((to) => to?.value ?? []).length).toBeLessThanOrEqual(1);
});

test('Each try at one mail carries the same id', async () => {
  const mail = await sent(payload('password_changed'));
  expect(mail.messageId).toBe('<0199a3e0-0000-7000-8000-000000000001@example.org>');
});

test('A password for the mail server is not sent unencrypted', async () => {
  const { port } = new URL(server.url);
  const withPassword = createMailer({ url: `smtp://user:secret@127.0.0.1:${port}`, from: 'rollcall@example.org' });
  await expect(withPassword.send('id', payload('password_changed'))).rejects.toThrow(/TLS/i);
  expect(server.mails).toHaveLength(0);
});
