import type { Factor, NewFactor, PasskeyFactor, PasskeyFacts } from './factor.ts';

/** An authenticator app that has its secret and has not shown a code yet. Its id becomes the factor's. */
export interface Enrolment {
  readonly id: string;
  readonly accountId: string;
  /** The session, or the sign-in that waits, in which it was begun: no other finishes it. */
  readonly boundTo: string;
  readonly sealedSecret: Uint8Array;
  readonly expiresAt: number;
}

/** What a passkey is asked to sign, once. */
export interface PasskeyChallenge {
  readonly challenge: Uint8Array;
  readonly boundTo: string;
  readonly expiresAt: number;
}

export interface FactorStore {
  /** Everything that the account has, oldest first. */
  listOf(accountId: string): Promise<Factor[]>;
  insertAuthenticator(factor: NewFactor, sealedSecret: Uint8Array, lastStep: number): Promise<void>;
  /** False where somebody has that passkey already, and then nothing changed. */
  insertPasskey(factor: NewFactor, facts: PasskeyFacts): Promise<boolean>;
  insertRecoveryCodes(factor: NewFactor, codeHashes: readonly Uint8Array[]): Promise<void>;
  rename(id: string, accountId: string, name: string | null): Promise<boolean>;
  /** Forgets it with all that belongs to it. */
  remove(id: string, accountId: string): Promise<boolean>;
  /** The same for everything that the account has. Returns how many. */
  removeAll(accountId: string): Promise<number>;
  findPasskey(credentialId: string): Promise<PasskeyFactor | null>;

  /** Uses a step of time up. True for exactly one caller, and never again for it or one before it. */
  useStep(id: string, step: number, at: number): Promise<boolean>;
  /** Uses a recovery code up. True for exactly one caller. */
  useCode(id: string, codeHash: Uint8Array, at: number): Promise<boolean>;
  /** Uses up everybody's that are left. */
  spendAllCodes(at: number): Promise<void>;
  /** Whether that code is one of its, and not used yet. */
  hasCode(id: string, codeHash: Uint8Array): Promise<boolean>;
  /** Notes a use with what the passkey said of itself. False where its count did not grow, or it is gone. */
  usePasskey(
    id: string,
    said: Pick<PasskeyFacts, 'signCount' | 'backedUp' | 'verifiesUser'>,
    at: number,
  ): Promise<boolean>;

  /** Takes the place of whatever was begun under the same binding. */
  begin(enrolment: Enrolment): Promise<void>;
  findEnrolment(id: string): Promise<Enrolment | null>;
  /** True for exactly one caller. */
  endEnrolment(id: string): Promise<boolean>;
  askPasskey(challenge: PasskeyChallenge): Promise<void>;
  /** Uses it up, however it turns out. True for exactly one caller; false for another binding and when it has expired. */
  takeChallenge(challenge: Uint8Array, boundTo: string, now: number): Promise<boolean>;
  /** Deletes what was begun and expired before that moment. */
  forgetBegun(before: number): Promise<void>;
}
