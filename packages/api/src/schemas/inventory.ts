import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, Time } from './common.ts';

export const Place = Closed(
  {
    kind: OneOf(
      ['city', 'country', 'private', 'unknown', 'none'],
      '`private`: an address of a local network. `unknown`: the database does not have it. `none`: no address or no database.',
    ),
    countryCode: Type.Optional(Type.String({ description: 'ISO 3166-1 alpha-2.' })),
    city: Type.Optional(Type.String({ description: 'Approximate: databases disagree on cities.' })),
    accuracyKm: Type.Optional(Type.Integer()),
  },
  { description: 'Where an address probably is. The weakest fact of all.' },
);
export type Place = Type.Static<typeof Place>;

export const Client = Closed({
  type: OneOf(['computer', 'phone', 'tablet', 'tv', 'mobile_app', 'program', 'unknown']),
  browserName: Nullable(Type.String()),
  browserVersion: Nullable(Type.String()),
  systemName: Nullable(Type.String()),
  systemVersion: Nullable(Type.String()),
  model: Nullable(Type.String()),
});
export type Client = Type.Static<typeof Client>;

export const NamedDevice = Closed({ id: Id, name: Nullable(Type.String()), client: Client });

export const EndReason = OneOf([
  'signed_out',
  'revoked_by_owner',
  'revoked_by_operator',
  'revoked_by_administrator',
  'revoked_on_behalf',
  'device_removed',
  'device_lost',
  'password_changed',
  'password_reset',
  'account_disabled',
  'revoked_by_service',
  'service_removed',
  'member_removed',
  'organization_left',
  'locked_out',
  'superseded',
  'switched',
  'session_limit',
  'idle',
  'expired',
]);
export type EndReason = Type.Static<typeof EndReason>;

export const Ending = Closed(
  {
    reason: EndReason,
    at: Time,
    byDevice: Nullable(NamedDevice),
    byAccountName: Nullable(Type.String()),
  },
  { description: 'Why, when and by whom it ended.' },
);
export type Ending = Type.Static<typeof Ending>;

export const HostSession = Closed(
  {
    host: Type.String({ description: 'Host and port of an application behind a reverse proxy.' }),
    since: Time,
    lastUsedAt: Time,
  },
  { description: 'A host where this session is signed in too. It ends with this session.' },
);
export type HostSession = Type.Static<typeof HostSession>;

export const Session = Closed({
  id: Id,
  kind: Type.Literal('session'),
  deviceId: Nullable(Id),
  organization: Closed({ id: Id, name: Type.String() }, { description: 'Where it stands.' }),
  isCurrent: Type.Boolean(),
  state: OneOf(['active', 'held', 'ended']),
  signedInAt: Time,
  method: OneOf(['setup', 'password', 'passkey', 'reset', 'service', 'invitation']),
  serviceName: Nullable(Type.String({ description: 'The service that signed its owner in.' })),
  assurance: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)], {
    description: 'Authentication assurance level (NIST SP 800-63B-4).',
  }),
  keepSignedIn: Type.Boolean(),
  lastUsedAt: Time,
  idlesAt: Nullable(Time),
  expiresAt: Nullable(Time),
  heldUntil: Nullable(Time),
  holdId: Nullable(Id),
  firstAddress: Nullable(Type.String()),
  firstPlace: Place,
  lastAddress: Nullable(Type.String()),
  lastPlace: Place,
  client: Client,
  alsoAt: Type.Array(HostSession, { description: 'By host; empty once it has ended.' }),
  ending: Nullable(Ending),
});
export type Session = Type.Static<typeof Session>;

export const Device = Closed({
  id: Id,
  name: Nullable(Type.String({ description: "The owner's own name for it." })),
  client: Client,
  isCurrent: Type.Boolean(),
  isNew: Type.Boolean({ description: 'First seen since the owner last looked.' }),
  firstSeenAt: Time,
  lastSignInAt: Time,
  lastUsedAt: Nullable(Time),
  trust: Nullable(
    Closed({ until: Time }, { description: 'It goes without the second factor in this organization until then.' }),
  ),
  sessions: Type.Array(Session, { description: 'Live and held ones, last used first.' }),
});
export type Device = Type.Static<typeof Device>;

export const Hold = Closed({
  id: Id,
  act: OneOf(['revoke_session', 'revoke_others', 'remove_device', 'lose_device']),
  deviceId: Nullable(Id),
  createdAt: Time,
  lapsesAt: Time,
  isMine: Type.Boolean({ description: 'Pressed by the session that asks; only that one may confirm or withdraw it.' }),
});
export type Hold = Type.Static<typeof Hold>;

export const Inventory = Closed({
  devices: Type.Array(Device),
  holds: Type.Array(Hold, { description: 'Open ones: they wait for a proof, or lapse.' }),
  lastLookedAt: Nullable(Time),
  asOf: Time,
});
export type Inventory = Type.Static<typeof Inventory>;

export const Receipt = Closed(
  {
    epoch: Type.Integer(),
    confirmed: Type.Integer({ description: 'Verifiers that acknowledged.' }),
    waitedOut: Type.Array(Type.String(), {
      description: 'Verifiers that did not; their lease is over, so they accept nothing from memory.',
    }),
    milliseconds: Type.Number(),
  },
  { description: 'When this is answered, no verify that starts afterwards accepts what was ended.' },
);
export type Receipt = Type.Static<typeof Receipt>;

export const Outcome = Closed({
  outcome: OneOf(['ended', 'held'], '`held`: refused everywhere by now, final with a proof, lapsing without.'),
  count: Type.Integer({ description: 'How many credentials.' }),
  hold: Nullable(Hold),
  receipt: Receipt,
});
export type Outcome = Type.Static<typeof Outcome>;
