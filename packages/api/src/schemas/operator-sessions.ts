import Type from 'typebox';
import { Closed, Id, LoginInput, Nullable, PageOf, PageQuery } from './common.ts';
import { Session } from './inventory.ts';
import { OrganizationQuery } from './operator-organizations.ts';
import { CountedUp, OrganizationDevicesQuery, OrganizationSessionsQuery } from './organization-sessions.ts';

const narrowed = OrganizationSessionsQuery.properties;
const devices = OrganizationDevicesQuery.properties;
/** By user name, e-mail address or id. */
const member = Type.Optional(LoginInput);

export const OperatorSession = Closed({ accountId: Id, accountName: Type.String(), session: Session });
export type OperatorSession = Type.Static<typeof OperatorSession>;
export const AccountSessions = PageOf(OperatorSession);
export const AccountSessionsQuery = Closed(PageQuery);

export const OperatorSessions = Closed({
  rows: Type.Array(OperatorSession),
  next: Nullable(Id),
  active: Nullable(CountedUp, {
    description: 'How many live ones the organization has; on its first page only.',
  }),
});
export const OperatorSessionsQuery = Closed({
  ...PageQuery,
  ...OrganizationQuery.properties,
  member,
  search: narrowed.search,
  state: narrowed.state,
  type: narrowed.type,
  from: narrowed.from,
  to: narrowed.to,
  country: narrowed.country,
});

export const OperatorDevicesQuery = Closed({
  ...PageQuery,
  ...OrganizationQuery.properties,
  member,
  search: devices.search,
  type: devices.type,
  state: devices.state,
  trust: devices.trust,
  country: devices.country,
});
