/** Answers whether a token is good, out of its own memory, and never after a revocation was confirmed. */
export { type ConfirmationOptions, createConfirmation } from './confirmation.ts';
export type { Figures } from './figures.ts';
export { createJanitor, type Janitor, type JanitorOptions } from './janitor.ts';
export type { VerifierLog } from './log.ts';
export type { Evicted } from './syncing.ts';
export type { Elapsed, Timers } from './time.ts';
export type { Active, Inactive, InactiveReason, Verdict, VerifiedCredential } from './verdict.ts';
export { createVerifier, type Presented, type Verifier, type VerifierOptions } from './verifier.ts';
