import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/** In characters as people count them (NIST SP 800-63B-4, ASVS 6.2.1 and 6.2.9). */
export const passwordLength = { least: 8, most: 128 } as const;

/** Words of ours that make a password easy to guess here. */
const productWords = ['rollcall'];

/**
 * Refuses a new password that is too short, too long, on the list of common ones or one of the context words, and returns
 * the PHC string of one that is good. No rule about kinds of characters, and nothing is cut (ASVS 6.2).
 */
export async function hashNewPassword(
  { passwords }: Pick<Deps, 'passwords'>,
  password: string,
  contextWords: readonly string[],
): Promise<string> {
  const field = 'password';
  const length = [...password.normalize('NFC')].length;
  if (length < passwordLength.least) throw new Refusal('password_too_short', { field, limit: passwordLength.least });
  if (length > passwordLength.most) throw new Refusal('password_too_long', { field, limit: passwordLength.most });
  if (passwords.isCommon(password) || isContextWord(password, contextWords)) {
    throw new Refusal('password_too_common', { field });
  }
  return passwords.hash(password);
}

/** The word itself, also doubled or with digits and marks around it: "rollcall2026!". */
function isContextWord(password: string, contextWords: readonly string[]): boolean {
  const bare = password.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
  const letters = (word: string) => word.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
  return [...productWords, ...contextWords]
    .map(letters)
    .filter((word) => word.length >= 3)
    .some((word) => bare === word || bare === word + word);
}
