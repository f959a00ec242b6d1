import { at, type Examples, ids, outcome, phone } from './example.ts';

const sweden = { kind: 'country' as const, countryCode: 'SE' };
const acme = { id: ids.acme, name: 'Acme' };

/** Anna, who has just come in from another organization. */
const anna = {
  account: {
    id: ids.anna,
    displayName: 'Anna Lind',
    locale: 'sv',
    timeZone: 'Europe/Stockholm',
    createdAt: at.morning,
    passwordChangedAt: at.morning,
    loginNames: [{ name: 'anna', kind: 'user_name' as const, createdAt: at.morning, verifiedAt: at.morning }],
  },
  organization: acme,
  organizations: [
    { ...acme, role: 'owner' as const },
    { id: ids.home, name: 'Home', role: 'member' as const },
  ],
  role: 'owner' as const,
  rolesWithin: ['owner' as const, 'administrator' as const, 'helpdesk' as const, 'auditor' as const, 'member' as const],
  permissions: ['platform.sessions.view', 'pf.sessions.terminate'],
  actsForOthers: false,
  session: {
    id: ids.session,
    kind: 'session' as const,
    deviceId: ids.phone,
    organization: acme,
    isCurrent: true,
    state: 'active' as const,
    signedInAt: at.morning,
    method: 'passkey' as const,
    serviceName: null,
    assurance: 2 as const,
    keepSignedIn: false,
    lastUsedAt: at.noon,
    idlesAt: at.afternoon,
    expiresAt: at.afternoon,
    heldUntil: null,
    holdId: null,
    firstAddress: '198.51.100.7',
    firstPlace: sweden,
    lastAddress: '198.51.100.7',
    lastPlace: sweden,
    client: phone,
    alsoAt: [],
    ending: null,
  },
  sudoUntil: null,
  proofs: ['passkey' as const],
  service: null,
};

/** One's own organizations: going from one into another, and leaving one. */
export const ownOrganizationExamples = {
  'POST /v1/me/organizations/:id/entry': { answer: anna },
  'POST /v1/me/organizations/:id/leaving': { answer: outcome },
} satisfies Examples;
