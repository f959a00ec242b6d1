import type { VerifierStore } from '@rollcall/core';
import type { Connection } from './connection.ts';

/** One of the two engines, opened. Beside the dialect, all that differs between them is behind this. */
export interface Engine {
  readonly on: Connection;
  /** Call after the tables are up to date. */
  verifiers(): VerifierStore | Promise<VerifierStore>;
  close(): Promise<void>;
}
