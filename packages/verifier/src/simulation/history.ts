/** What was seen from outside, in one order of time: places in the order, not times of any clock. */
export interface SeenVerify {
  readonly credentialId: string;
  readonly started: number;
  readonly active: boolean;
}

export interface SeenRevoke {
  /** What the store says it ended. */
  readonly ended: readonly string[];
  /** `null` as long as it has not answered. */
  answered: number | null;
}

/**
 * The program that judges a history. It knows nothing of leases, epochs or memory, only the promise: what a revocation
 * ended before it answered is never accepted by a verify that starts afterwards.
 */
export class History {
  readonly verifies: SeenVerify[] = [];
  readonly revokes: SeenRevoke[] = [];
  #place = 0;

  next(): number {
    return ++this.#place;
  }

  /** Verifies that the promise forbids. */
  broken(): SeenVerify[] {
    return this.verifies.filter((verify) => verify.active && this.revokes.some((revoke) => isPromised(revoke, verify)));
  }
}

function isPromised(revoke: SeenRevoke, verify: SeenVerify): boolean {
  return revoke.answered !== null && revoke.answered < verify.started && revoke.ended.includes(verify.credentialId);
}
