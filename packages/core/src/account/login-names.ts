import { Refusal } from '../refusal.ts';

/** As login names are compared: NFKC, lower case, no space around. */
export function normalizeLogin(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Latin letters only, so that no look-alike of another alphabet passes for somebody else; no `@`, which is for e-mail. */
const userName = /^[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}._-]{1,63}$/u;

/** Refuses what is no user name: 2 to 64 Latin letters, digits, dots, dashes and underscores, beginning with a letter or digit. */
export function checkUserName(text: string): { readonly text: string; readonly normalized: string } {
  const trimmed = text.normalize('NFC').trim();
  if (!userName.test(trimmed) || isDisguised(trimmed)) throw new Refusal('login_name_invalid', { field: 'userName' });
  return { text: trimmed, normalized: normalizeLogin(trimmed) };
}

const email =
  /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@(?=.{4,190}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/** Refuses what cannot be an address. Whether it is theirs is proved by the mailed link alone. */
export function checkEmail(text: string): { readonly text: string; readonly normalized: string } {
  const trimmed = text.normalize('NFC').trim();
  if (trimmed.length > 254 || !email.test(trimmed) || isDisguised(trimmed))
    throw new Refusal('email_invalid', { field: 'email' });
  return { text: trimmed, normalized: normalizeLogin(trimmed) };
}

/** Compatibility characters (a ligature, a full-width letter) would take the place of the name that they are compared as. */
function isDisguised(text: string): boolean {
  return text !== text.normalize('NFKC');
}
