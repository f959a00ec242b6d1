import type { Credential } from '../credential/credential.ts';

/** What a revocation is about, as verifiers' memories know it. */
export const subjectKinds = ['credential', 'account', 'organization'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** A credential with what else it depends on whether it is good. */
export interface FoundCredential extends Credential {
  /** From where it may be used, by its organization's policy; none is anywhere. */
  readonly addressRanges: readonly string[];
}

/** A credential as one snapshot of the store shows it, with the epoch of that same snapshot. */
export interface LookedUp {
  readonly epoch: number;
  readonly credential: FoundCredential | null;
}

/** Several in one snapshot, in the order in which they were asked for. */
export interface LookedUpAll {
  readonly epoch: number;
  readonly credentials: readonly (FoundCredential | null)[];
}

export interface Synced {
  readonly epoch: number;
  /** Subjects of all revocations after the epoch that the caller acknowledged. */
  readonly revoked: readonly Subject[];
}

export interface VerifierRow {
  readonly id: string;
  readonly incarnation: string;
  /** A name for people: host and process. */
  readonly name: string;
  readonly ackedEpoch: number;
  readonly renewals: number;
}

/** What verifying asks of storage. The protocol stands in docs/security/revocation.md. */
export interface VerifierStore {
  /** The hot look-up, for one or for many: one hand-prepared statement, one snapshot. No hash may be asked for twice. */
  lookUpAll(tokenHashes: readonly Uint8Array[]): Promise<LookedUpAll>;
  lookUp(tokenHash: Uint8Array): Promise<LookedUp>;
  /** Makes the verifier known, durably, and only then reads the epoch. */
  register(verifier: Pick<VerifierRow, 'id' | 'incarnation' | 'name'>): Promise<{ readonly epoch: number }>;
  /** Acknowledges what is applied, counts a renewal, and tells what came since; `null`: no such row any more. */
  sync(id: string, incarnation: string, appliedEpoch: number): Promise<Synced | null>;
  unregister(id: string, incarnation: string): Promise<void>;
  verifiers(): Promise<readonly VerifierRow[]>;
  /** Removes the row only if its renewals have not moved (compare and delete). */
  removeStale(row: Pick<VerifierRow, 'id' | 'incarnation' | 'renewals'>): Promise<boolean>;
  /** Deletes revocations that every registered verifier has acknowledged; at most `batch`. Returns how many. */
  forgetRevocations(batch: number): Promise<number>;
  /** Hints that something was revoked; best effort, correctness never depends on it. */
  wake(): Promise<void>;
  /** Calls back on every hint, until the returned function is called. */
  onWake(listener: () => void): () => void;
}

/** The part of a revocation that stands inside its transaction. */
export interface AuthorityStore {
  /** Raises the epoch (the row lock makes commit order and epoch order the same), then writes the subjects. Returns the new epoch. */
  raise(subjects: readonly Subject[]): Promise<number>;
}

/** How long a verifier may trust its memory without having heard from the store, in milliseconds. */
export const leaseMs = 2_000;
/** What is waited beyond the lease for clocks that drift apart, in milliseconds. */
export const driftMarginMs = 250;

/** What a revocation's answer rests on. */
export interface Receipt {
  readonly epoch: number;
  /** Verifiers that have acknowledged. */
  readonly confirmed: number;
  /** Verifiers that did not and were waited out: their lease is over, so they refuse or re-read. By name. */
  readonly waitedOut: readonly string[];
  readonly milliseconds: number;
}

/** Waits, after the commit, until no verifier can accept what the epoch revoked. */
export interface Confirmation {
  confirmed(epoch: number): Promise<Receipt>;
}
