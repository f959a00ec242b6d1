/** What a measurement may find out. */
export const figures = ['cpu', 'rate', 'room', 'pause'] as const;
export type Figure = (typeof figures)[number];

/** The processor time of an operation, or how many there are in a second, as a multiple of the floor's. */
type RelativeLimit =
  | { readonly figure: 'cpu'; readonly atMost: number }
  | { readonly figure: 'rate'; readonly atLeast: number };

/** Bytes of the machine's memory, or milliseconds, whatever the floor takes. */
type AbsoluteLimit = { readonly figure: 'room' | 'pause'; readonly atMost: number };

export type Limit = RelativeLimit | AbsoluteLimit;

export interface Budget {
  /** What is measured. */
  readonly what: string;
  /** What it is measured against. */
  readonly floor: string;
  readonly limits: readonly Limit[];
}

/** So many times the floor's cost, whether counted in processor time or by the clock. */
function timesTheCost(times: number): readonly Limit[] {
  return [
    { figure: 'cpu', atMost: times },
    { figure: 'rate', atLeast: 1 / times },
  ];
}

export const budgets = {
  'cached-verify': {
    what: 'Verifying a session that memory knows, in process',
    floor: 'SHA-256, Map look-up and expiry check by hand',
    limits: timesTheCost(1.3),
  },
  'http-verify': {
    what: 'GET /v1/verify with the session cookie, ten of each session, the real server',
    floor: 'node:http with cookie, SHA-256, Map and the same headers',
    limits: timesTheCost(1.15),
  },
  'behind-nginx': {
    what: 'A request through nginx with the shipped auth_request configuration, ten of each session: nginx and the real server together',
    floor: 'the same nginx asking a bare node:http that answers 204',
    limits: timesTheCost(1.2),
  },
  'missed-verify': {
    what: 'The whole verify of a session that memory does not know, on SQLite',
    floor: 'SHA-256 and SELECT * FROM credential WHERE token_hash = ?, prepared',
    limits: timesTheCost(2),
  },
  'coalesced-misses': {
    what: 'The whole verify of sessions that memory does not know, 64 at the same time, on PostgreSQL',
    floor: 'SHA-256 and one `storage.verifiers.lookUp` for each, on as many connections',
    limits: [{ figure: 'rate', atLeast: 2.5 }],
  },
  'verifier-memory': {
    what: '1,000,000 sessions of 700,000 accounts in memory: resident bytes a session, and the longest turn of the event loop while they come and while others take their places',
    floor: 'objects in a Map by token and a Map by id',
    limits: [
      { figure: 'room', atMost: 320 },
      { figure: 'pause', atMost: 20 },
    ],
  },
  'create-session': {
    what: 'Signing in a new browser, without argon2id and throttling, on SQLite',
    floor: 'the same four rows in one transaction by hand, as durable',
    limits: [{ figure: 'rate', atLeast: 0.7 }],
  },
  'issue-together': {
    what: 'Signing in 256 new browsers at once, as above, on SQLite',
    floor: 'the same rows by hand in transactions of 64, as durable, reading nothing',
    limits: [{ figure: 'rate', atLeast: 0.5 }],
  },
  'issue-together-postgres': {
    what: 'The same on PostgreSQL',
    floor: 'the same rows by hand in transactions of 128, two at once, as durable, reading nothing',
    limits: [{ figure: 'rate', atLeast: 0.5 }],
  },
  'revoke-together': {
    what: 'Ending 256 sessions at once, each confirmed by a verifier beside, on SQLite',
    floor: 'the same rows by hand in transactions of 64, as durable, confirmed by nobody',
    limits: [{ figure: 'rate', atLeast: 0.33 }],
  },
  'revoke-together-postgres': {
    what: 'The same on PostgreSQL',
    floor: 'the same rows by hand in transactions of 128, two at once, as durable, confirmed by nobody',
    limits: [{ figure: 'rate', atLeast: 0.33 }],
  },
  'terminate-all': {
    what: 'The transaction that signs out an organization of 10,000 sessions out of 1,000,000, on SQLite',
    floor: 'a bare transaction that ends a single row, as durable',
    limits: [{ figure: 'rate', atLeast: 0.2 }],
  },
  'terminate-all-postgres': {
    what: 'The same on PostgreSQL',
    floor: 'a bare transaction that ends a single row, as durable',
    limits: [{ figure: 'rate', atLeast: 0.2 }],
  },
  'list-my-sessions': {
    what: 'The live sessions of an account, out of 1,000,000 sessions',
    floor: 'the bare indexed query, prepared, with the same columns',
    limits: timesTheCost(2),
  },
  'organization-page': {
    what: 'A page of 50 of an organization, out of 1,000,000 sessions',
    floor: 'the bare indexed keyset query, prepared, with the same columns',
    limits: timesTheCost(2),
  },
} as const satisfies Record<string, Budget>;

export type BudgetName = keyof typeof budgets;
export const budgetNames = Object.keys(budgets) as BudgetName[];
