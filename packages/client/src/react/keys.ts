import type { Own, Whose } from './own.ts';

/**
 * Names of what is kept in the cache. Everything about somebody's access starts with `inventory` and whose it is, so that one
 * name refreshes it all.
 */
export const keys = {
  me: ['me'],
  waitingEmails: ['waiting emails'],
  inventory: ({ of }: Whose) => ['inventory', of],
  devices: ({ of }: Whose) => ['inventory', of, 'devices'],
  sessions: ({ of }: Whose, which: object) => ['inventory', of, 'sessions', which],
  organizationDevices: (which: object) => ['inventory', 'organization', 'devices', which],
  termination: ['inventory', 'organization', 'termination'],
  log: ({ of }: Whose) => ['log', of],
  factors: ['factors'],
  step: ['step'],
  logGroup: ({ of }: Own, group: string | undefined) => ['log', of, group ?? 'all'],
  invitations: ['invitations'],
  users: ['users'],
  usersFound: (search: object) => ['users', 'found', search],
  user: (id: string, places: string) => ['users', id, places],
  policy: ['policy'],
  organizationLogs: ['organization log'],
  organizationLog: (filter: object) => ['organization log', filter],
  organizationLogState: ['organization log state'],
  lockOut: (id: string) => ['users', id, 'lock-out'],
  lockOuts: ['users', 'lock-outs'],
  userGrants: (id: string) => ['users', id, 'grants'],
  grants: ['grants'],
  actedFor: (id: string) => ['grants', id],
  doors: ['doors'],
  ending: ['ending'],
  link: (link: string) => ['link', link],
} as const;
