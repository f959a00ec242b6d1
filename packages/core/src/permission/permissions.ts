/** One allowed act each, written as the seed systems write them. What is not listed for a role is refused. */
export const permissions = [
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
export type Permission = (typeof permissions)[number];

/** What a service credential may be given, one by one. They are no role's, and no role's are a service's. */
export const servicePermissions = [
  'service.sessions.issue',
  'service.sessions.view',
  'service.sessions.verify',
  'service.sessions.terminate',
  'service.sessions.import',
  'service.links.make',
  'service.reauthentications.answer',
] as const;
export type ServicePermission = (typeof servicePermissions)[number];

export const roles = ['owner', 'administrator', 'helpdesk', 'auditor', 'member'] as const;
export type Role = (typeof roles)[number];

/** Addresses and places of others (`platform.places.view`) are for those alone who also bear the responsibility. */
const permissionsByRole: Record<Role, readonly Permission[]> = {
  owner: permissions,
  administrator: permissions.filter((permission) => permission !== 'pf.organization.change'),
  helpdesk: [
    'platform.sessions.view',
    'platform.users.view',
    'pf.sessions.terminate',
    'pf.devices.revoke_trust',
    'pf.passwords.reset',
  ],
  auditor: ['platform.sessions.view', 'platform.users.view', 'platform.policies.view', 'platform.log.view'],
  member: [],
};

export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole[role];
}

/** Whether nothing that the one role permits lies beyond the other: nobody ends, grants or takes more than they have. */
export function isWithin(role: Role, holder: Role): boolean {
  return permissionsOf(role).every((permission) => permissionsOf(holder).includes(permission));
}
