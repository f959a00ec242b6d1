import { hash, verify } from '@node-rs/argon2';
import { type Passwords, Refusal } from '@rollcall/core';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Argon2id (2 in the library's constant enum): 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). */
export const argon2Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of 32 random bytes that nobody kept: a guess at an unknown name costs what a guess at a known one does. */
export const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$JvloywOsfChyAA/WjmN0QQ$OcevPdW8HWL9ZKds9asjA0TfHuUAWKLUfGqUnkWCg70';

/** How much hashing goes on at once. Each takes 19 MiB and one of the threads that files and DNS share. */
export interface HashingBounds {
  readonly most: number;
  /** How many may wait; the next one is refused, so that a flood of sign-ins never piles up. */
  readonly mostWaiting: number;
}
const defaultBounds: HashingBounds = { most: 2, mostWaiting: 64 };
const retryAfterMs = 1_000;

/**
 * Passwords are compared in Unicode's form NFC (NIST SP 800-63B-4, 3.1.1.2): one keyboard composes "é", another types the
 * accent by itself. Case, spaces and everything else stay as typed.
 */
export function createPasswords(bounds: HashingBounds = defaultBounds): Passwords {
  const inTurn = createQueue(bounds);
  return {
    hash: (password) => inTurn(() => hash(normalize(password), argon2Options)),
    async verify(phc, password) {
      const matches = await inTurn(() => verify(phc ?? dummyHash, normalize(password)));
      return phc !== null && matches;
    },
    isCommon: (password) => commonPasswords().has(normalize(password).toLowerCase()),
  };
}

function normalize(password: string): string {
  return password.normalize('NFC');
}

let common: Set<string> | undefined;

/** Made at the first question: the 49,000 words cost 10 ms and some megabytes. All of them are lower case. */
function commonPasswords(): Set<string> {
  common ??= new Set(dictionary['passwords-common']);
  return common;
}

function createQueue({ most, mostWaiting }: HashingBounds) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running === most) {
      if (waiting.length === mostWaiting) throw new Refusal('throttled', { retryAfterMs });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
