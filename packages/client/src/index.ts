/** The typed client of Rollcall: `createClient()`, one object a resource, errors as values one can tell apart. */
export type { OnBehalf } from './acting-for.ts';
export { type ClientOptions, createClient, type RollcallClient } from './create-client.ts';
export type { LiveEvent } from './events/event-stream.ts';
export { NetworkError } from './network-error.ts';
export { hasCode, ProblemError } from './problem-error.ts';
export type { ClientRoute, RequestOf, Send } from './send.ts';
export type * from './types.ts';
