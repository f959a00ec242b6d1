import type Type from 'typebox';
import type { ProblemCode } from '../problems.ts';
import { Nothing } from '../schemas/common.ts';

/** What a service credential may have been given. A route that names one takes no session, and all others no service credential. */
export type ServiceRoutePermission =
  | 'service.sessions.issue'
  | 'service.sessions.view'
  | 'service.sessions.verify'
  | 'service.sessions.terminate'
  | 'service.sessions.import'
  | 'service.links.make'
  | 'service.reauthentications.answer';

/** What a role may permit in an organization. */
export const organizationPermissions = [
  'platform.sessions.view',
  'platform.places.view',
  'platform.users.view',
  'platform.policies.view',
  'platform.log.view',
  'pf.sessions.terminate',
  'pf.sessions.terminate_org',
  'pf.devices.revoke_trust',
  'pf.users.invite',
  'pf.users.remove',
  'pf.users.assign_role',
  'pf.users.grant',
  'pf.users.lock_out',
  'pf.factors.reset',
  'pf.passwords.reset',
  'pf.policies.change',
  'pf.organization.change',
] as const;
export type OrganizationPermission = (typeof organizationPermissions)[number];

/**
 * Who may call a route: `anyone`; `self`, a live session acting on its own account; `operator`, whoever can open the local
 * socket; a service that was given the permission; otherwise the named permission in the session's organization.
 */
export type RoutePermission = 'anyone' | 'self' | 'operator' | OrganizationPermission | ServiceRoutePermission;

export interface Route {
  readonly name: string;
  readonly summary: string;
  readonly permission: RoutePermission;
  readonly params?: Type.TObject;
  readonly query?: Type.TObject;
  readonly body?: Type.TObject;
  /** The one successful answer. `null` has no body. */
  readonly answer: {
    readonly status: 200 | 202 | 204 | 303;
    readonly schema: Type.TSchema | null;
    readonly mediaType?: string;
  };
  /** Codes beside those that every route of its permission may answer. */
  readonly problems: readonly ProblemCode[];
}

export type RouteTable = Record<`${'GET' | 'POST' | 'PATCH' | 'DELETE'} ${string}`, Route>;

export const ok = <Schema extends Type.TSchema>(schema: Schema) => ({ status: 200, schema }) as const;
export const accepted = { status: 202, schema: Nothing } as const;
/** `Location` says where to. */
export const goneOn = { status: 303, schema: null } as const;
export const done = { status: 204, schema: null } as const;
