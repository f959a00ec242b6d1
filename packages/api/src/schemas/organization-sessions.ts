import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, PageQuery, Role, Time } from './common.ts';
import { Client, Device, Place, Receipt, Session } from './inventory.ts';

const own = Session.properties;

/** Whose it is, as the organization knows them. */
const Holder = Closed({
  id: Id,
  displayName: Type.String(),
  role: Nullable(Role, { description: '`null`: no member any more.' }),
});
export type Holder = Type.Static<typeof Holder>;

const MayEnd = Type.Boolean({ description: 'Whether whoever asks may end it: nobody acts beyond their own rights.' });

export const OrganizationSession = Closed({
  id: own.id,
  kind: own.kind,
  holder: Holder,
  deviceId: own.deviceId,
  isCurrent: own.isCurrent,
  mayEnd: MayEnd,
  state: own.state,
  signedInAt: own.signedInAt,
  method: own.method,
  serviceName: own.serviceName,
  assurance: own.assurance,
  keepSignedIn: own.keepSignedIn,
  lastUsedAt: own.lastUsedAt,
  idlesAt: own.idlesAt,
  expiresAt: own.expiresAt,
  lastAddress: Nullable(Type.String(), { description: 'Only where places were asked for.' }),
  lastPlace: Nullable(Place, { description: 'Likewise.' }),
  client: own.client,
  ending: own.ending,
});
export type OrganizationSession = Type.Static<typeof OrganizationSession>;

const Search = Type.String({ minLength: 1, maxLength: 120, description: 'A part of a member’s name or login name.' });

const Country = Type.Optional(
  Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2. Needs `platform.places.view`.' }),
);
const Show = Type.Optional(
  OneOf(
    ['places'],
    'Tells addresses and places too. Needs `platform.places.view`; each member reads that it was done.',
  ),
);

export const OrganizationSessionsQuery = Closed({
  ...PageQuery,
  search: Type.Optional(Search),
  member: Type.Optional(Id),
  state: Type.Optional(OneOf(['live', 'active', 'held', 'ended'], '`live` unless given: active or held.')),
  type: Type.Optional(Client.properties.type),
  from: Type.Optional(Type.Integer({ minimum: 0, description: 'Signed in at this moment or after.' })),
  to: Type.Optional(Type.Integer({ minimum: 0, description: 'Signed in before this moment.' })),
  country: Country,
  show: Show,
});

export const CountedUp = Closed({
  count: Type.Integer(),
  isMore: Type.Boolean({ description: 'There are more: counting ends at 10,000.' }),
});

export const OrganizationSessions = Closed(
  {
    rows: Type.Array(OrganizationSession),
    next: Nullable(Id),
    active: Nullable(CountedUp, { description: 'How many live ones the organization has; on the first page only.' }),
  },
  { description: 'May have fewer rows than were asked for and not be the last: a request looks at a bounded stretch.' },
);
export type OrganizationSessions = Type.Static<typeof OrganizationSessions>;

export const OrganizationDevice = Closed({
  id: Device.properties.id,
  holder: Holder,
  name: Device.properties.name,
  client: Device.properties.client,
  isCurrent: Device.properties.isCurrent,
  mayEnd: MayEnd,
  firstSeenAt: Device.properties.firstSeenAt,
  lastSignInAt: Time,
  lastUsedAt: Nullable(Time, { description: '`null`: nobody is signed in there, it is only trusted.' }),
  trustedUntil: Nullable(Time, { description: 'Until when no code is asked there.' }),
  sessions: Type.Integer({ description: 'Live ones that stand in the organization.' }),
  lastAddress: Nullable(Type.String(), {
    description: 'From where it was last used there; only where places were asked for.',
  }),
  lastPlace: Nullable(Place, { description: 'Likewise.' }),
});
export type OrganizationDevice = Type.Static<typeof OrganizationDevice>;

export const OrganizationDevicesQuery = Closed({
  ...PageQuery,
  search: Type.Optional(Search),
  member: Type.Optional(Id),
  type: Type.Optional(Client.properties.type),
  state: Type.Optional(
    OneOf(['active', 'held', 'signed_out'], '`signed_out`: nobody is signed in there, and it is only trusted.'),
  ),
  trust: Type.Optional(OneOf(['trusted', 'untrusted'], 'Whether a code is asked there.')),
  country: Country,
  show: Show,
});
export const OrganizationDevices = Closed(
  {
    rows: Type.Array(OrganizationDevice),
    next: Nullable(Id),
    active: Nullable(CountedUp, { description: 'On how many somebody is signed in; on the first page only.' }),
  },
  { description: 'May have fewer rows than were asked for and not be the last: a request looks at a bounded stretch.' },
);
export type OrganizationDevices = Type.Static<typeof OrganizationDevices>;

export const TerminateInput = Closed({ ids: Type.Array(Id, { minItems: 1, maxItems: 200 }) });
export const Terminated = Closed({
  count: Type.Integer({ description: 'How many ended; what had ended already is confirmed again, and not counted.' }),
  unknown: Type.Array(Id, { description: 'Of these there is no session in the organization; all others ended.' }),
  receipt: Receipt,
});
export type Terminated = Type.Static<typeof Terminated>;

export const TerminateAllInput = Closed({
  organizationName: Type.String({ minLength: 1, maxLength: 120, description: 'As a person types it, to be sure.' }),
  spareOwnSession: Type.Optional(Type.Boolean({ default: false, description: 'Leaves the session that asks alone.' })),
});
export const TerminatedAll = Closed({ ended: CountedUp, receipt: Receipt });
export type TerminatedAll = Type.Static<typeof TerminatedAll>;

export const TerminationProgress = Closed({
  termination: Nullable(
    Closed({
      at: Time,
      byName: Nullable(Type.String()),
      members: Nullable(Type.Integer({ description: '`null` until telling has begun.' })),
      passed: Type.Integer({ description: 'Of the members, how many have been gone through.' }),
      told: Type.Integer({ description: 'Of those, how many had been signed out and were told.' }),
      finishedAt: Nullable(Time),
    }),
    { description: 'The latest time that everybody was signed out; `null`: never.' },
  ),
});
export type TerminationProgress = Type.Static<typeof TerminationProgress>;
