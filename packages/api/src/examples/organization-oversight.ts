import { at, type Examples, ids, phone, receipt } from './example.ts';

const holder = { id: ids.bo, displayName: 'Bo Ek', role: 'member' as const };

const session = {
  id: ids.session,
  kind: 'session' as const,
  holder,
  deviceId: ids.phone,
  isCurrent: false,
  mayEnd: true,
  state: 'active' as const,
  signedInAt: at.morning,
  method: 'password' as const,
  serviceName: null,
  assurance: 2 as const,
  keepSignedIn: false,
  lastUsedAt: at.noon,
  idlesAt: at.noon + 12 * 3_600_000,
  expiresAt: at.morning + 24 * 3_600_000,
  lastAddress: null,
  lastPlace: null,
  client: phone,
  ending: null,
};

const policy = {
  idleLimitMinutes: 720,
  absoluteLimitMinutes: 1_440,
  rememberedIdleLimitMinutes: 20_160,
  rememberedAbsoluteLimitMinutes: 43_200,
  keepSignedIn: 'allowed' as const,
  sessionLimit: 5,
  atSessionLimit: 'end_oldest' as const,
  secondFactor: 'at_sign_in' as const,
  trustDays: 30,
  historyDays: 90,
  addressDays: 90,
  addressRanges: { session: [], service_credential: ['192.0.2.0/24'] },
};
const change = { sessionLimit: 5, atSessionLimit: 'end_oldest' as const };

/** What administrators see and end, what they set, and what is written down. */
export const oversightExamples = {
  'GET /v1/organization/sessions': {
    answer: { rows: [session], next: null, active: { count: 1, isMore: false } },
  },
  'GET /v1/organization/devices': {
    answer: {
      rows: [
        {
          id: ids.phone,
          holder,
          name: 'Bo’s phone',
          client: phone,
          isCurrent: false,
          mayEnd: true,
          firstSeenAt: at.morning,
          lastSignInAt: at.morning,
          lastUsedAt: at.noon,
          trustedUntil: at.nextYear,
          sessions: 1,
          lastAddress: null,
          lastPlace: null,
        },
      ],
      next: null,
      active: { count: 1, isMore: false },
    },
  },
  'POST /v1/organization/sessions/:id/termination': { answer: { count: 1, unknown: [], receipt } },
  'POST /v1/organization/sessions/terminations': {
    body: { ids: [ids.session] },
    answer: { count: 1, unknown: [], receipt },
  },
  'POST /v1/organization/termination': {
    body: { organizationName: 'Acme', spareOwnSession: true },
    answer: { ended: { count: 10_000, isMore: true }, receipt },
  },
  'GET /v1/organization/termination': {
    answer: {
      termination: {
        at: at.noon,
        byName: 'Anna Lind',
        members: 8_200,
        passed: 8_200,
        told: 6_120,
        finishedAt: at.noon + 40_000,
      },
    },
  },
  'GET /v1/organization/policy': {
    answer: {
      policy,
      version: 7,
      bounds: { trustDays: { least: 0, most: 90 } },
      templates: [],
      myAddress: '198.51.100.7',
    },
  },
  'POST /v1/organization/policy/preview': {
    body: { change },
    answer: {
      version: 7,
      policy,
      touched: [{ effect: 'over_limit', count: 2, members: 2, isMore: false, examples: ['Anna Lind', 'Bo Ek'] }],
      endsThisSession: false,
      shutsMeOut: false,
    },
  },
  'PATCH /v1/organization/policy': { body: { version: 7, change }, answer: { policy, version: 8, receipt } },
  'GET /v1/organization/log': {
    answer: {
      rows: [
        {
          id: ids.line,
          at: at.noon,
          event: 'member.role_changed',
          member: { id: ids.bo, name: 'Bo Ek' },
          actor: { kind: 'account', account: { id: ids.anna, name: 'Anna Lind' }, device: null, isSelf: true },
          device: null,
          address: null,
          place: { kind: 'none' },
          details: { from: 'member', to: 'helpdesk' },
        },
      ],
      next: null,
    },
  },
  'GET /v1/organization/log/state': {
    answer: {
      state: 'unbroken',
      lines: 1_204,
      sealedUpTo: at.noon,
      unsealed: 0,
      checkedAt: at.morning,
      broken: null,
    },
  },
} satisfies Examples;
