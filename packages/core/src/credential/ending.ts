import { type Ending, expiresAt, idlesAt, type UsableState, whyUnusable } from './credential.ts';

/** A credential's state as people see it. */
export type ShownState = 'active' | 'held' | 'ended';

/** State and ending at one moment, alike before and after the sweeper has written an expiry down. */
export function shownState(
  record: UsableState & { readonly ending: Ending | null },
  now: number,
): { readonly state: ShownState; readonly ending: Ending | null } {
  const nobody = { accountId: null, deviceId: null };
  switch (whyUnusable(record, now)) {
    case null:
      return { state: 'active', ending: null };
    case 'held':
      return { state: 'held', ending: null };
    case 'revoked':
      return { state: 'ended', ending: record.ending };
    case 'expired':
      return { state: 'ended', ending: { reason: 'expired', at: expiresAt(record), by: nobody } };
    case 'idle':
      return { state: 'ended', ending: { reason: 'idle', at: idlesAt(record), by: nobody } };
  }
}
