import type { Deps, Stores } from '../deps.ts';
import { note } from '../log/note.ts';
import { Refusal } from '../refusal.ts';
import { lockOutNow } from './lock-out.ts';
import { type PlannedLockOut, plannedDetails, plannerOf } from './planned-lock-out.ts';

type DueDeps = Pick<Deps, 'chance' | 'clock' | 'lockOuts' | 'post' | 'transaction'>;

/** Locks out whom it is time for; at most `batch`. Returns how many were looked at. */
export async function lockOutDue(deps: DueDeps, batch: number): Promise<number> {
  const due = await deps.lockOuts.due(deps.clock.now(), batch);
  for (const planned of due) await deps.transaction((stores) => lockOutPlanned(stores, deps, planned));
  return due.length;
}

/**
 * What cannot be done any more is given up, and that is noted: they have left, nobody else is an owner by now, or whoever planned it may
 * not any more. Planning it again is for somebody who may.
 */
async function lockOutPlanned(stores: Stores, deps: DueDeps, planned: PlannedLockOut): Promise<void> {
  const { accountId, organizationId } = planned;
  await stores.accounts.lock(accountId);
  const current = await stores.lockOuts.find(accountId, organizationId);
  // Taken back or put off meanwhile, or done by another node.
  if (current === null || current.dueAt > deps.clock.now()) return;
  try {
    await lockOutNow(stores, deps, plannerOf(current), accountId, plannedDetails(current));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await stores.lockOuts.cancel(accountId, organizationId);
    const details = { reason: error.code, memberId: accountId, ...plannedDetails(current) };
    const by = { kind: 'system' } as const;
    await note(stores, deps, { event: 'lock_out.cancelled', accountId: null, organizationId, by, details });
  }
}
