import type { Verifier } from '@rollcall/verifier';
import type { House } from '../house.ts';
import type { Reading } from './metrics.ts';

/** What stands still until somebody looks: the verifier's figures, the outbox, the streams. */
export async function readHouse({ core, facts, streams, isReady }: House, verifier: Verifier): Promise<Reading> {
  const { version, engine } = facts;
  return [
    ['rollcall_info', 1, { version, engine }],
    ['rollcall_ready', Number(await isReady())],
    ['rollcall_streams', streams.size],
    ...ofVerifier(verifier),
    ...(await ofOutbox(core)),
  ];
}

function ofVerifier(verifier: Verifier): Reading {
  const { figures, size, syncAgeMs } = verifier;
  const { goodFromMemory, goodFromStore, refused, syncs, failedSyncs, registrations } = figures;
  const answers = { good_from_memory: goodFromMemory, good_from_store: goodFromStore, ...refused };
  return [
    ...Object.entries(answers).map(([answer, count]) => ['rollcall_verify_answers_total', count, { answer }] as const),
    ['rollcall_verifier_entries', size],
    ['rollcall_verifier_lease', Number(verifier.isCurrent())],
    ['rollcall_verifier_syncs_total', syncs, { outcome: 'done' }],
    ['rollcall_verifier_syncs_total', failedSyncs, { outcome: 'failed' }],
    ['rollcall_verifier_registrations_total', registrations],
    ...(syncAgeMs === null ? [] : [['rollcall_verifier_sync_age_seconds', syncAgeMs / 1_000] as const]),
  ];
}

/** With the store out of reach the outbox is left out: yesterday's figure would look like today's. */
async function ofOutbox({ outbox, clock }: House['core']): Promise<Reading> {
  const backlog = await outbox.backlog().catch(() => null);
  if (backlog === null) return [];
  const { waiting, oldestAt } = backlog;
  const age = oldestAt === null ? 0 : Math.max(0, clock.now() - oldestAt) / 1_000;
  return [
    ['rollcall_outbox_messages', waiting],
    ['rollcall_outbox_oldest_age_seconds', age],
  ];
}
