import Type from 'typebox';
import { LoginName } from './account.ts';
import { Closed, Id, Nullable, OneOf, PageOf, PageQuery, Role, Time } from './common.ts';
import { FactorKind } from './factors.ts';
import { Client, Session } from './inventory.ts';

export const OrganizationUser = Closed({
  id: Id,
  displayName: Type.String(),
  loginNames: Type.Array(LoginName, { description: 'None where a service signs them in.' }),
  role: Role,
  joinedAt: Time,
  lastSeenAt: Nullable(Time, { description: 'When a session of theirs in this organization was last used.' }),
  secondFactors: Type.Array(FactorKind, { description: 'Of which kinds they have any.' }),
  lockedOutAt: Nullable(Time),
  disabledAt: Nullable(Time),
  serviceName: Nullable(Type.String({ description: 'The service that signs them in.' })),
  isMe: Type.Boolean(),
  isWithinReach: Type.Boolean({
    description:
      'Whether their role permits nothing beyond the role of whoever asks: nobody acts beyond their own rights.',
  }),
});
export type OrganizationUser = Type.Static<typeof OrganizationUser>;

export const OrganizationUsers = PageOf(OrganizationUser);
export const OrganizationUsersQuery = Closed({
  ...PageQuery,
  search: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 120,
      pattern: '^[^\\u0000-\\u001f]+$',
      description: 'Part of a name or a login name.',
    }),
  ),
  role: Type.Optional(Role),
});

export const OrganizationUserQuery = Closed({
  places: Type.Optional(
    OneOf(
      ['shown'],
      'With addresses and places, where they may be seen. The member finds in their history that they were.',
    ),
  ),
});

/** A device with what it holds in this organization; what it holds in others is not told. */
export const OrganizationUserDevice = Closed({
  id: Id,
  name: Nullable(Type.String({ description: "The owner's own name for it." })),
  client: Client,
});
export const OrganizationUserView = Closed({
  user: OrganizationUser,
  access: Nullable(
    Closed({
      sessions: Type.Array(Session, {
        description:
          'Live and held ones in this organization, last used first. Addresses and places only where they were asked for.',
      }),
      devices: Type.Array(OrganizationUserDevice, { description: 'Those on which these sessions are.' }),
      showsPlaces: Type.Boolean(),
    }),
    { description: '`null` without the permission platform.sessions.view.' },
  ),
});
export type OrganizationUserView = Type.Static<typeof OrganizationUserView>;

export const RoleInput = Closed({ role: Role });

export const StartedPasswordReset = Closed({
  email: Type.String({ description: 'To which of their own proved addresses the link went.' }),
});
export type StartedPasswordReset = Type.Static<typeof StartedPasswordReset>;
