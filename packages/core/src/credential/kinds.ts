/**
 * The only place where kinds of credential differ. Everything else treats a session, a device password and an
 * application token alike; a kind that is not in this table does not exist.
 */
export interface KindRules {
  /** First letters of the token's text, before the underscore. */
  readonly tokenPrefix: string;
  /** How a client presents it. */
  readonly presentedAs: readonly ('cookie' | 'bearer')[];
  /** Whether the organization's idle and absolute limits apply, by the credential's lifetime class. */
  readonly limitedByPolicy: boolean;
  /** Who presents it: a person's client, or the backend of an application. */
  readonly heldBy: 'person' | 'service';
  /** Whether its owner may use the account pages with it. */
  readonly opensAccountPages: boolean;
}

export const kinds = {
  session: {
    tokenPrefix: 'rcs',
    presentedAs: ['cookie', 'bearer'],
    limitedByPolicy: true,
    heldBy: 'person',
    opensAccountPages: true,
  },
  service_credential: {
    tokenPrefix: 'rcv',
    presentedAs: ['bearer'],
    limitedByPolicy: false,
    heldBy: 'service',
    opensAccountPages: false,
  },
} as const satisfies Record<string, KindRules>;

export type CredentialKind = keyof typeof kinds;

export const credentialKinds = Object.keys(kinds) as CredentialKind[];

/** What people get in with. */
export const kindsOfPeople = credentialKinds.filter((kind) => kinds[kind].heldBy === 'person');
