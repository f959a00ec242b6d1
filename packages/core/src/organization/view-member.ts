import type { Owner } from '../actor.ts';
import type { SessionRecord } from '../credential/store.ts';
import type { Deps } from '../deps.ts';
import type { Device } from '../device/device.ts';
import { type Permission, permissionsOf } from '../permission/permissions.ts';
import { Refusal } from '../refusal.ts';
import { notePlacesViewed } from './note-places-viewed.ts';
import type { Member } from './organization.ts';

/** What a member holds in the organization. */
export interface MemberAccess {
  /** Live and held ones, last used first. */
  readonly sessions: readonly SessionRecord[];
  /** Those on which these sessions are. */
  readonly devices: readonly Device[];
  readonly showsPlaces: boolean;
}

export interface ViewedMember {
  readonly member: Member;
  /** `null` without the permission to see it. */
  readonly access: MemberAccess | null;
}

/** More than anybody signs in to by hand. */
const mostSessions = 2_000;

export type ViewDeps = Pick<
  Deps,
  'chance' | 'clock' | 'credentials' | 'devices' | 'log' | 'organizations' | 'transaction'
>;

/**
 * A member of the actor's organization. Their sessions in other organizations are not among what is shown. That addresses and
 * places were seen is noted in the member's own history. Refuses `not_found`.
 */
export async function viewMember(
  deps: ViewDeps,
  actor: Owner,
  accountId: string,
  places: 'shown' | 'left_out',
): Promise<ViewedMember> {
  const { organizationId } = actor;
  const member = await deps.organizations.findMember(accountId, organizationId);
  if (member === null) throw new Refusal('not_found');
  const own = await deps.organizations.membership(actor.accountId, organizationId);
  const may = (permission: Permission) => own !== null && permissionsOf(own.role).includes(permission);
  if (!may('platform.sessions.view')) return { member, access: null };
  const showsPlaces = places === 'shown' && may('platform.places.view');
  if (showsPlaces) await notePlacesViewed(deps, actor, new Set([accountId]));
  return { member, access: { ...(await heldBy(deps, accountId, organizationId)), showsPlaces } };
}

/** What is held in one organization; nothing else is told. */
export async function heldBy(
  deps: Pick<ViewDeps, 'clock' | 'credentials' | 'devices'>,
  accountId: string,
  organizationId: string,
): Promise<Pick<MemberAccess, 'sessions' | 'devices'>> {
  const sessions = await sessionsThere(deps, accountId, organizationId);
  const known = await deps.devices.listOf(accountId);
  return { sessions, devices: known.filter(({ id }) => sessions.some(({ deviceId }) => deviceId === id)) };
}

/** Live and held sessions of the account that stand there, last used first. */
export async function sessionsThere(
  { clock, credentials }: Pick<ViewDeps, 'clock' | 'credentials'>,
  accountId: string,
  organizationId: string,
): Promise<SessionRecord[]> {
  const live = await credentials.listLiveSessions(accountId, clock.now(), mostSessions);
  return live.filter((session) => session.organizationId === organizationId);
}
