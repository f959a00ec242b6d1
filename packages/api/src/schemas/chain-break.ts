import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, Time } from './common.ts';

export const ChainBreak = Closed({
  fault: OneOf(['changed', 'address_changed', 'removed', 'moved', 'cut_off', 'rewritten']),
  /** The place in its chain, from 1. */
  sequence: Type.Integer(),
  /** The line that stands there, if one does. */
  entryId: Nullable(Id),
  at: Nullable(Time),
});
export type ChainBreak = Type.Static<typeof ChainBreak>;
