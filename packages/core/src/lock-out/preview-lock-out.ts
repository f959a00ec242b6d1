import type { Keeper } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/** What would end if a member were locked out now. */
export interface LockOutPreview {
  readonly sessions: number;
  readonly devices: number;
  /** On whose behalf they might act, and who might on theirs. */
  readonly grants: number;
  /** `null`: not planned, or not for whoever asks to know, because it is about them. */
  readonly plannedFor: number | null;
}

const mostSessions = 2_000;

/** Refuses `not_found`. */
export async function previewLockOut(
  {
    clock,
    credentials,
    grants,
    lockOuts,
    organizations,
  }: Pick<Deps, 'clock' | 'credentials' | 'grants' | 'lockOuts' | 'organizations'>,
  keeper: Keeper,
  accountId: string,
): Promise<LockOutPreview> {
  const { organizationId } = keeper;
  if ((await organizations.membership(accountId, organizationId)) === null) throw new Refusal('not_found');
  const now = clock.now();
  const live = await credentials.listLiveSessions(accountId, now, mostSessions);
  const sessions = live.filter((session) => session.organizationId === organizationId);
  const isOwn = keeper.kind === 'account' && keeper.accountId === accountId;
  const planned = isOwn ? null : await lockOuts.find(accountId, organizationId);
  return {
    sessions: sessions.length,
    devices: new Set(sessions.map(({ deviceId }) => deviceId)).size,
    grants: (await grants.listOf(accountId, organizationId, now)).length,
    plannedFor: planned?.dueAt ?? null,
  };
}
