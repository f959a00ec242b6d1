import { Refusal } from './refusal.ts';

/**
 * Control characters, line and paragraph separators, bidirectional controls, lone surrogates, and invisible joiners where they
 * join neither emoji nor letters of a script that needs them.
 */
const deceptive =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|(?<!\uFE0F|\u094D|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Bengali}\p{Script=Malayalam}])[\u200C\u200D]/u;

/** A name that people read: trimmed and in NFC. Refuses what could deceive the reader instead of changing it silently. */
export function readableName(text: string, field: string, limit: number): string {
  const name = text.normalize('NFC').trim();
  if (name === '' || deceptive.test(name)) throw new Refusal('name_invalid', { field });
  if ([...name].length > limit) throw new Refusal('name_invalid', { field, limit });
  return name;
}
