import type { OperatorOrganization } from '@rollcall/api';
import {
  assignRole,
  createOrganizationByOperator,
  findByName,
  invite,
  type Organization,
  Refusal,
  removeMember,
  renameOrganization,
  withdrawInvitation,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { keeperOf, memberNamed } from '../operator-keeper.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { toInvitation } from '../wire/invitation.ts';
import { Names } from '../wire/names.ts';
import { toOrganizationUser, type UserView } from '../wire/organization-user.ts';
import { toOutcome } from '../wire/outcome.ts';

/** Organizations, their members and invitations, as whoever runs the server sees to them. */
export const operatorOrganizations = (house: House) => {
  const { core } = house;
  return {
    'GET /operator/organizations': async ({ query }) =>
      mapPage(await core.organizations.page(pageRequest(query)), (organization) => read(house, organization)),

    'POST /operator/organizations': async ({ actor, body: { name, owner = null } }) =>
      read(house, await createOrganizationByOperator(core, actor, name, owner)),

    'PATCH /operator/organizations/:organization': async ({ actor, params, body }) => {
      const { id: organizationId } = await findByName(core, params.organization);
      await renameOrganization(core, { ...actor, organizationId }, body.name);
      return read(house, await findByName(core, organizationId));
    },

    'GET /operator/members': async ({ actor, query }) => {
      const { organizationId } = await keeperOf(core, actor, query);
      const search = { text: query.search ?? null, role: query.role ?? null };
      const page = await core.organizations.pageMembers(organizationId, search, pageRequest(query));
      const view = userView(house);
      return mapPage(page, (member) => toOrganizationUser(member, view));
    },

    'POST /operator/members/:member/role': async ({ actor, params, query, body }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      await assignRole(core, keeper, accountId, body.role);
      const member = await core.organizations.findMember(accountId, keeper.organizationId);
      if (member === null) throw new Refusal('not_found');
      return toOrganizationUser(member, userView(house));
    },

    'POST /operator/members/:member/removal': async ({ actor, params, query }) => {
      const { keeper, accountId } = await memberNamed(core, actor, params, query);
      return toOutcome(await removeMember(core, keeper, accountId), actor);
    },

    'GET /operator/invitations': async ({ actor, query }) => {
      const { organizationId } = await keeperOf(core, actor, query);
      const page = await core.invitations.pageWaiting(organizationId, core.clock.now(), pageRequest(query));
      const names = new Names(core);
      return mapPage(page, (invitation) => toInvitation(invitation, 'owner', names));
    },

    'POST /operator/invitations': async ({ actor, query, body: { email, role } }) => {
      const { invitation, url } = await invite(core, await keeperOf(core, actor, query), { email, role });
      return { invitation: await toInvitation(invitation, 'owner', new Names(core)), url };
    },

    'POST /operator/invitations/:id/withdrawal': async ({ actor, params }) => {
      const invitation = await core.invitations.find(params.id);
      if (invitation === null) throw new Refusal('not_found');
      const { id, organizationId } = invitation;
      await withdrawInvitation(core, { ...actor, organizationId }, id);
      return undefined;
    },
  } satisfies Partial<Handlers>;
};

async function read({ core }: House, organization: Organization): Promise<OperatorOrganization> {
  return {
    id: organization.id,
    name: organization.name,
    isDefault: organization.isDefault,
    createdAt: organization.createdAt,
    members: await core.terminations.countMembers(organization.id),
  };
}

/** The operator is none of them, and nobody is beyond their reach. */
function userView({ core }: House): UserView {
  return { accountId: null, role: 'owner', names: new Names(core) };
}
