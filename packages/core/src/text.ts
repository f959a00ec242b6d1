import { Refusal } from './refusal.ts';

/** Control characters, line and paragraph separators, bidirectional controls, invisible joiners and lone surrogates. */
const deceptive = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** A name that people read: trimmed and in NFC. Refuses what could deceive the reader instead of changing it silently. */
export function readableName(text: string, field: string, limit: number): string {
  const name = text.normalize('NFC').trim();
  if (name === '' || deceptive.test(name)) throw new Refusal('name_invalid', { field });
  if ([...name].length > limit) throw new Refusal('name_invalid', { field, limit });
  return name;
}
