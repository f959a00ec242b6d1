import type { MailPayload } from '@rollcall/core';
import { factsOf } from './facts.ts';
import { texts } from './texts.ts';

export interface ComposedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes the mail in its reader's language, as plain text and as simple HTML that loads nothing from anywhere. */
export function compose({ to, locale, message }: MailPayload): ComposedMail {
  const language = locale ?? 'en';
  const { subject, paragraphs, button } = texts[language][message.kind];
  const lines = paragraphs(factsOf(message, language));
  const link = button === undefined || message.url === undefined ? null : { button, url: message.url };
  const [greeting = '', ...rest] = lines;
  return {
    to,
    subject,
    text: [greeting, ...insertAfterFirst(rest, link === null ? [] : [`${link.button}:\n${link.url}`])].join('\n\n'),
    html: page(language, subject, [
      paragraph(greeting),
      ...insertAfterFirst(rest.map(paragraph), link === null ? [] : [buttonTo(link)]),
    ]),
  };
}

/** The link stands right below the sentence that speaks of it. */
function insertAfterFirst(lines: readonly string[], inserted: readonly string[]): string[] {
  return [...lines.slice(0, 1), ...inserted, ...lines.slice(1)];
}

function page(language: string, title: string, parts: readonly string[]): string {
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title>`;
  return `<!doctype html><html lang="${language}"><head>${head}</head><body>${parts.join('')}</body></html>`;
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function buttonTo({ button, url }: { readonly button: string; readonly url: string }): string {
  return `<p><a href="${escaped(url)}">${escaped(button)}</a></p><p>${escaped(url)}</p>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
