/** A device that goes without the second factor. How long, the organization's policy says whenever it is asked. */
export interface Trust {
  readonly id: string;
  readonly deviceId: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly tokenHash: Uint8Array;
  /** What the device was given before: good for a moment, in case the answer was lost. */
  readonly previousHash: Uint8Array | null;
  readonly rotatedAt: number;
  readonly grantedAt: number;
}

/** Which trust an act is about. There is no way to write "all of it" by leaving something out. */
export type WhichTrust =
  | { readonly deviceId: string }
  | { readonly deviceId: string; readonly organizationId: string }
  | { readonly accountId: string };

export interface TrustStore {
  insert(trust: Trust): Promise<void>;
  find(deviceId: string, organizationId: string): Promise<Trust | null>;
  /** Of which trust this was the token once: neither the current one nor the one before it. */
  findBySpent(tokenHash: Uint8Array): Promise<Trust | null>;
  /** Gives it a new token and remembers what was spent. */
  rotate(trust: Trust, tokenHash: Uint8Array, at: number): Promise<void>;
  /** Ends it. Returns what was ended. */
  end(which: WhichTrust): Promise<Trust[]>;
  /** What an account has of it. */
  listOf(accountId: string): Promise<Trust[]>;
  /** Everybody's. */
  endAll(): Promise<void>;
  /** Deletes what the policies let count no more; at most `batch`. Returns how many. */
  forget(now: number, batch: number): Promise<number>;
}
