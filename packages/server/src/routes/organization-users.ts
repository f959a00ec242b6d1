import type { OrganizationUserView } from '@rollcall/api';
import {
  assignRole,
  type Owner,
  Refusal,
  removeMember,
  resetFactorsOfMember,
  startPasswordReset,
  type ViewedMember,
  viewMember,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { mapPage, pageRequest } from '../page-request.ts';
import { viewFor } from '../session-entry.ts';
import { toClient } from '../wire/client.ts';
import { Names } from '../wire/names.ts';
import { toOrganizationUser, type UserView } from '../wire/organization-user.ts';
import { toOutcome } from '../wire/outcome.ts';
import { toSession } from '../wire/session.ts';

/** The people in the organization of whoever asks. */
export const organizationUsers = (house: House) => {
  const { core } = house;
  return {
    'GET /v1/organization/users': async ({ actor, query }) => {
      const search = { text: query.search ?? null, role: query.role ?? null };
      const page = await core.organizations.pageMembers(actor.organizationId, search, pageRequest(query));
      const view = await userView(house, actor);
      return mapPage(page, (member) => toOrganizationUser(member, view));
    },

    'GET /v1/organization/users/:id': async ({ actor, params, query }) => {
      const viewed = await viewMember(core, actor, params.id, query.places === 'shown' ? 'shown' : 'left_out');
      return toUserView(house, actor, viewed);
    },

    'POST /v1/organization/users/:id/role': async ({ actor, params, body }) => {
      await assignRole(core, actor, params.id, body.role);
      return undefined;
    },

    'POST /v1/organization/users/:id/removal': async ({ actor, params }) =>
      toOutcome(await removeMember(core, actor, params.id), actor),

    'POST /v1/organization/users/:id/factors/reset': async ({ actor, params, body }) => {
      const sessions = body.signOut === false ? 'keep' : 'sign_out';
      return toOutcome(await resetFactorsOfMember(core, actor, params.id, sessions), actor);
    },

    'POST /v1/organization/users/:id/password/reset': async ({ actor, params }) => {
      const { email } = await startPasswordReset(core, actor, params.id);
      return { email };
    },
  } satisfies Partial<Handlers>;
};

async function userView({ core }: House, { accountId, organizationId }: Owner): Promise<UserView> {
  const membership = await core.organizations.membership(accountId, organizationId);
  if (membership === null) throw new Refusal('not_found');
  return { accountId, role: membership.role, names: new Names(core) };
}

async function toUserView(house: House, actor: Owner, { member, access }: ViewedMember): Promise<OrganizationUserView> {
  const user = await toOrganizationUser(member, await userView(house, actor));
  if (access === null) return { user, access: null };
  const { sessions, devices, showsPlaces } = access;
  const view = await viewFor(house, actor.credentialId, sessions);
  const places = showsPlaces ? 'shown' : 'left_out';
  return {
    user,
    access: {
      sessions: await Promise.all(sessions.map((session) => toSession(session, view, places))),
      devices: devices.map(({ id, name, client }) => ({ id, name, client: toClient(client) })),
      showsPlaces,
    },
  };
}
