import Type from 'typebox';
import { Closed, Id, Nullable, PageQuery, Role } from './common.ts';
import { Place, Session } from './inventory.ts';

const own = Session.properties;

/** Whose it is, as the organization knows them. */
export const Holder = Closed({
  id: Id,
  displayName: Type.String(),
  role: Nullable(Role, { description: '`null`: no member any more.' }),
});
export type Holder = Type.Static<typeof Holder>;

export const OrganizationSession = Closed({
  id: own.id,
  kind: own.kind,
  holder: Holder,
  deviceId: own.deviceId,
  isCurrent: own.isCurrent,
  mayEnd: Type.Boolean({
    description: 'Whether it may be ended by whoever asks: nobody acts beyond their own rights.',
  }),
  state: own.state,
  signedInAt: own.signedInAt,
  method: own.method,
  serviceName: own.serviceName,
  assurance: own.assurance,
  keepSignedIn: own.keepSignedIn,
  lastUsedAt: own.lastUsedAt,
  idlesAt: own.idlesAt,
  expiresAt: own.expiresAt,
  lastAddress: Nullable(Type.String({ description: 'Only where places were asked for.' })),
  lastPlace: Nullable(Place, { description: 'Likewise.' }),
  client: own.client,
  ending: own.ending,
});
export type OrganizationSession = Type.Static<typeof OrganizationSession>;

export const OrganizationSessionsQuery = Closed(PageQuery);

/** A page may have fewer rows than were asked for and still not be the last: each request looks at a bounded stretch. */
export const OrganizationSessions = Closed({
  rows: Type.Array(OrganizationSession),
  next: Nullable(Id),
  active: Nullable(
    Closed({
      count: Type.Integer(),
      isMore: Type.Boolean({ description: 'There are more: counting ends at 10,000.' }),
    }),
    { description: 'How many live ones the organization has; on the first page only.' },
  ),
});
export type OrganizationSessions = Type.Static<typeof OrganizationSessions>;
