/** One allowed act each, written as the seed systems write them. What is not listed for a role is refused. */
export const permissions = [
  'platform.sessions.view',
  'pf.sessions.terminate',
  'pf.sessions.terminate_org',
  'pf.devices.revoke_trust',
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

export const roles = ['owner', 'administrator', 'auditor', 'member'] as const;
export type Role = (typeof roles)[number];

const permissionsByRole: Record<Role, readonly Permission[]> = {
  owner: permissions,
  administrator: permissions,
  auditor: ['platform.sessions.view'],
  member: [],
};

export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole[role];
}
