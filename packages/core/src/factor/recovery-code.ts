import { hashToken } from '../credential/token.ts';
import { makeTypedSecret, readTypedSecret } from '../credential/typed-secret.ts';

/** How many there are in a set. */
export const recoveryCodeCount = 10;

export function makeRecoveryCode(random: (bytes: number) => Uint8Array): string {
  return makeTypedSecret(random);
}

/** What is kept of a code, however it was typed; `null` for what cannot be one. SHA-256 is enough at 130 random bits. */
export function hashRecoveryCode(typed: string): Buffer | null {
  const code = readTypedSecret(typed);
  return code === null ? null : hashToken(code);
}
