import { at, type Examples, ids, outcome, phone, receipt } from './example.ts';

const bo = {
  id: ids.bo,
  displayName: 'Bo Ek',
  loginNames: [{ name: 'bo', kind: 'user_name' as const, createdAt: at.morning, verifiedAt: at.morning }],
  role: 'member' as const,
  joinedAt: at.morning,
  lastSeenAt: at.noon,
  secondFactors: ['passkey' as const],
  lockedOutAt: null,
  disabledAt: null,
  serviceName: null,
  isMe: false,
  isWithinReach: true,
};

const invitation = {
  id: ids.invitation,
  email: 'cleo@example.org',
  role: 'auditor' as const,
  byName: 'Anna Lind',
  createdAt: at.noon,
  expiresAt: at.noon + 7 * 86_400_000,
  isWithinReach: true,
};

const grant = {
  id: ids.grant,
  organizationId: ids.acme,
  organizationName: 'Acme',
  user: { id: ids.bo, displayName: 'Bo Ek' },
  holder: { id: ids.anna, displayName: 'Anna Lind' },
  byName: 'Anna Lind',
  createdAt: at.noon,
  expiresAt: at.nextYear,
};

/** The organization, its people, who is asked to come and who leaves. */
export const organizationExamples = {
  'POST /v1/me/organizations': { body: { name: 'Acme' }, answer: { id: ids.acme, name: 'Acme' } },
  'POST /v1/me/invitations': {
    body: { link: 'rcl_000000000000000000000000000000000000' },
    answer: { id: ids.acme, name: 'Acme' },
  },
  'PATCH /v1/organization': { body: { name: 'Acme Nordic' } },
  'GET /v1/organization/invitations': { answer: { rows: [invitation], next: null } },
  'POST /v1/organization/invitations': {
    body: { email: 'cleo@example.org', role: 'auditor' },
    answer: { invitation, url: null },
  },
  'GET /v1/organization/users': { answer: { rows: [bo], next: null } },
  'GET /v1/organization/users/:id': {
    answer: {
      user: bo,
      access: { sessions: [], devices: [{ id: ids.phone, name: 'Bo’s phone', client: phone }], showsPlaces: false },
    },
  },
  'POST /v1/organization/users/:id/role': { body: { role: 'helpdesk' } },
  'POST /v1/organization/users/:id/removal': { answer: outcome },
  'POST /v1/organization/users/:id/factors/reset': { body: { signOut: true }, answer: outcome },
  'POST /v1/organization/users/:id/password/reset': { answer: { email: 'bo@example.org' } },
  'GET /v1/organization/users/:id/grants': { answer: { onUser: [grant], held: [] } },
  'POST /v1/me/acting-for/:id/ending': { answer: outcome },
  'POST /v1/organization/users/:id/grants': { body: { holderId: ids.anna, expiresAt: at.nextYear }, answer: grant },
  'GET /v1/organization/lock-outs': {
    answer: {
      rows: [{ userId: ids.bo, displayName: 'Bo Ek', dueAt: at.afternoon, byName: 'Anna Lind', stands: true }],
    },
  },
  'GET /v1/organization/users/:id/lock-out': {
    answer: { sessions: 2, devices: 2, grants: 1, plannedFor: at.afternoon },
  },
  'POST /v1/organization/users/:id/lock-out': {
    body: {},
    answer: { at: at.noon, ended: { count: 2, grants: 1, receipt } },
  },
} satisfies Examples;
