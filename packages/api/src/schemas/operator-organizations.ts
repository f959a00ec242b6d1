import Type from 'typebox';
import { Closed, LoginInput, PageOf, PageQuery, Time } from './common.ts';
import { Organization } from './organization.ts';
import { OrganizationUsersQuery } from './organization-users.ts';

const IdOrName = Type.String({
  minLength: 1,
  maxLength: 120,
  description: 'Its id, or its name where no other reads alike.',
});
/** Left out, the default organization. */
const which = { organization: Type.Optional(IdOrName) };
export const OrganizationQuery = Closed(which);

export const OperatorOrganization = Closed({
  ...Organization.properties,
  isDefault: Type.Boolean({ description: 'The one that exists from the first start.' }),
  createdAt: Time,
  members: Type.Integer(),
});
export type OperatorOrganization = Type.Static<typeof OperatorOrganization>;
export const OperatorOrganizations = PageOf(OperatorOrganization);
export const OperatorOrganizationsQuery = Closed(PageQuery);
export const CreateOrganizationInput = Closed({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  owner: Type.Optional(LoginInput),
});
export const OrganizationParams = Closed({ organization: IdOrName });

export const OperatorMembersQuery = Closed({ ...OrganizationUsersQuery.properties, ...which });
/** A user name, an e-mail address or an id. */
export const MemberParams = Closed({ member: LoginInput });

export const OperatorInvitationsQuery = Closed({ ...PageQuery, ...which });
