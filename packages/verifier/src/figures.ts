import type { InactiveReason } from './verdict.ts';

/** What a verifier has done since it was made. Plain numbers: whoever watches reads them when asked, verify only counts. */
export interface Figures {
  /** Good, by where the answer came from. */
  goodFromMemory: number;
  goodFromStore: number;
  readonly refused: Record<InactiveReason, number>;
  syncs: number;
  failedSyncs: number;
  registrations: number;
}

export function newFigures(): Figures {
  return {
    goodFromMemory: 0,
    goodFromStore: 0,
    refused: {
      malformed: 0,
      unknown: 0,
      unavailable: 0,
      outside_addresses: 0,
      revoked: 0,
      held: 0,
      expired: 0,
      idle: 0,
    },
    syncs: 0,
    failedSyncs: 0,
    registrations: 0,
  };
}
