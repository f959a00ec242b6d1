import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, Time } from './common.ts';

/** A head of a chain in one line: an organization's id or `server`, how many lines, the hash of the last. */
const Head = Type.String({
  pattern: '^(server|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}):[1-9][0-9]{0,14}:[0-9a-f]{64}$',
});
const mostHeads = 10_000;

export const LogHeads = Closed({
  heads: Type.Array(Closed({ head: Head, organizationName: Nullable(Type.String()), sealedAt: Time })),
});

export const LogVerificationInput = Closed({
  heads: Type.Optional(Type.Array(Head, { maxItems: mostHeads })),
});

export const ChainBreak = Closed({
  fault: OneOf(['changed', 'address_changed', 'removed', 'moved', 'cut_off', 'rewritten']),
  /** The place in its chain, from 1. */
  sequence: Type.Integer(),
  /** The line that stands there, if one does. */
  entryId: Nullable(Id),
  at: Nullable(Time),
});
export type ChainBreak = Type.Static<typeof ChainBreak>;

const CheckedLog = Closed({
  chains: Type.Array(
    Closed({
      chain: Type.String({ description: 'The id of an organization, or `server`.' }),
      organizationName: Nullable(Type.String()),
      /** Good lines from the first on. */
      lines: Type.Integer(),
      broken: Nullable(ChainBreak),
    }),
  ),
  /** Lines of the last moments, which have no seal yet. */
  unsealed: Type.Integer(),
});
export type CheckedLog = Type.Static<typeof CheckedLog>;

/** The answer to a verification is a line of JSON for each step, and a last one with what came of it. */
export type LogVerificationStep = { readonly progress: readonly [number, number] } | { readonly done: CheckedLog };
