import {
  type FoundCredential,
  hashToken,
  type LookedUp,
  type LookedUpAll,
  makeToken,
  type Subject,
  type Synced,
  type VerifierRow,
} from '@rollcall/core';
import { ann, home, idOf } from './ids.ts';

interface Revocation {
  readonly epoch: number;
  readonly subject: Subject;
}

/**
 * What a store holds, as a model: each act is one instant. It simulates the real stores where a test must decide what
 * happens when; that the real ones behave so is shown by their own suite, and by ours run on them.
 */
export class Authority {
  epoch = 7;
  readonly rows = new Map<string, VerifierRow>();
  readonly #credentials = new Map<string, FoundCredential>();
  #revocations: Revocation[] = [];
  #born = 0;

  /** A new session's token and credential. */
  issue(born: Partial<FoundCredential> & Pick<FoundCredential, 'issuedAt'>): {
    token: string;
    credential: FoundCredential;
  } {
    const number = ++this.#born;
    const credential: FoundCredential = {
      id: idOf(`credential ${number}`),
      kind: 'session',
      accountId: ann,
      organizationId: home,
      deviceId: null,
      assurance: 1,
      authenticatedAt: born.issuedAt,
      lastUsedAt: born.issuedAt,
      heldUntil: null,
      revokedAt: null,
      ownEndAt: null,
      outlived: false,
      idleLimitMs: null,
      absoluteLimitMs: null,
      addressRanges: [],
      ...born,
    };
    const token = makeToken('session', credential.accountId, (bytes) => Buffer.alloc(bytes, `random ${number} `));
    this.#credentials.set(hashToken(token).toString('hex'), credential);
    return { token, credential };
  }

  change(id: string, change: Partial<FoundCredential>): void {
    for (const [hash, credential] of this.#credentials) {
      if (credential.id === id) this.#credentials.set(hash, { ...credential, ...change });
    }
  }

  /** The transaction of a revocation. Returns its epoch and the ids of what it ended. */
  revoke(subject: Subject): { epoch: number; ended: string[] } {
    const ended: string[] = [];
    for (const [hash, credential] of this.#credentials) {
      if (!isOf(subject, credential)) continue;
      ended.push(credential.id);
      const end = subject.kind === 'credential' ? { revokedAt: credential.issuedAt } : { outlived: true };
      this.#credentials.set(hash, { ...credential, ...end });
    }
    this.epoch += 1;
    this.#revocations.push({ epoch: this.epoch, subject });
    return { epoch: this.epoch, ended };
  }

  lookUp(tokenHash: Uint8Array): LookedUp {
    const credential = this.#credentials.get(Buffer.from(tokenHash).toString('hex')) ?? null;
    return { epoch: this.epoch, credential };
  }

  lookUpAll(tokenHashes: readonly Uint8Array[]): LookedUpAll {
    return { epoch: this.epoch, credentials: tokenHashes.map((hash) => this.lookUp(hash).credential) };
  }

  register(row: Pick<VerifierRow, 'id' | 'incarnation' | 'name'>): { epoch: number } {
    this.rows.set(row.id, { ...row, ackedEpoch: 0, renewals: 0 });
    return { epoch: this.epoch };
  }

  sync(id: string, incarnation: string, appliedEpoch: number): Synced | null {
    const row = this.rows.get(id);
    if (row?.incarnation !== incarnation) return null;
    const ackedEpoch = Math.max(row.ackedEpoch, appliedEpoch);
    this.rows.set(id, { ...row, ackedEpoch, renewals: row.renewals + 1 });
    const since = this.#revocations.filter((revocation) => revocation.epoch > appliedEpoch);
    return { epoch: this.epoch, revoked: since.map((revocation) => revocation.subject) };
  }

  unregister(id: string, incarnation: string): void {
    if (this.rows.get(id)?.incarnation === incarnation) this.rows.delete(id);
  }

  removeStale({ id, incarnation, renewals }: Pick<VerifierRow, 'id' | 'incarnation' | 'renewals'>): boolean {
    const row = this.rows.get(id);
    return row?.incarnation === incarnation && row.renewals === renewals && this.rows.delete(id);
  }

  forgetRevocations(batch: number): number {
    const acked = Math.min(...[...this.rows.values()].map((row) => row.ackedEpoch), this.epoch);
    const forgotten = this.#revocations.filter((revocation) => revocation.epoch <= acked).slice(0, batch);
    this.#revocations = this.#revocations.filter((revocation) => !forgotten.includes(revocation));
    return forgotten.length;
  }
}

function isOf(subject: Subject, credential: FoundCredential): boolean {
  if (subject.kind === 'credential') return credential.id === subject.id;
  return subject.id === (subject.kind === 'account' ? credential.accountId : credential.organizationId);
}
