/** A single-use code on its way to a host where its holder is about to be signed in. Never the code itself. */
export interface HostCode {
  readonly secretHash: Uint8Array;
  /** The session that asked; the child is made from it. */
  readonly parentId: string;
  readonly host: string;
  /** The hash of what the browser keeps at that host. */
  readonly challenge: Uint8Array;
  /** A path at that host. */
  readonly returnTo: string;
  readonly expiresAt: number;
}

export interface HostCodeStore {
  insert(code: HostCode): Promise<void>;
  /** Whatever became of it. */
  find(secretHash: Uint8Array): Promise<HostCode | null>;
  /**
   * Uses it up where it was made for that host and that browser and has not expired: not null for exactly one caller,
   * however many come at once.
   */
  use(code: Pick<HostCode, 'secretHash' | 'host' | 'challenge'>, at: number): Promise<HostCode | null>;
  /** Deletes the codes of that session, used or not. Lock its account first, as every use does. */
  forgetOf(parentId: string): Promise<void>;
  /** Deletes codes that expired before then. */
  forget(before: number): Promise<void>;
}
