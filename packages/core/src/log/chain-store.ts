import type { ChainHead, Seal, SealedEntry } from './chain.ts';
import type { LogEntry } from './log.ts';

/** The log as chains: one for each organization, and one of the server's own. */
export interface ChainStore {
  /** Whether this transaction is now the only one that seals; false where another is at it. */
  lock(): Promise<boolean>;
  /** Lines that have no seal yet, by their ids; a line may turn up behind one that is sealed already. */
  unsealed(limit: number): Promise<LogEntry[]>;
  /** Of one chain, or of all. */
  countUnsealed(chainId?: string): Promise<number>;
  heads(): Promise<ChainHead[]>;
  /** Writes seals to their lines, and where their chains end now. */
  seal(seals: ReadonlyMap<string, Seal>, heads: readonly ChainHead[]): Promise<void>;
  /** Lines of a chain behind that place, in order. */
  lines(chainId: string, after: number, limit: number): Promise<SealedEntry[]>;
}
