import type { Link, LinkPurpose } from './link.ts';

export interface LinkStore {
  insert(link: Link): Promise<void>;
  findByHash(secretHash: Uint8Array): Promise<Link | null>;
  /** Those of the account that can be used at this time, newest first. */
  waiting(purpose: LinkPurpose, accountId: string, now: number): Promise<Link[]>;
  /** Marks it used. True for exactly one caller, however many try at once. */
  use(id: string, at: number): Promise<boolean>;
  /** What one session of the account asked for and nobody has opened is another's from now on. */
  passOn(accountId: string, fromCredentialId: string, toCredentialId: string): Promise<void>;
  /** Marks every unused link of that purpose (and account) as used, because a newer one or the act itself replaced it. */
  retire(purpose: LinkPurpose, accountId: string | null, at: number): Promise<void>;
  /** The same for every unused link of every purpose and account. */
  retireAll(at: number): Promise<void>;
  /** Deletes links that ended before this time. Returns how many. */
  forget(before: number): Promise<number>;
}
