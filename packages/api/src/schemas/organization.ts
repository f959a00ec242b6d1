import Type from 'typebox';
import {
  Closed,
  DisplayNameInput,
  Id,
  LinkSecret,
  LoginInput,
  Nullable,
  PageOf,
  PageQuery,
  PasswordInput,
  Role,
  Time,
} from './common.ts';

export const Organization = Closed({ id: Id, name: Type.String() });
export type Organization = Type.Static<typeof Organization>;

export const OrganizationNameInput = Closed({ name: Type.String({ minLength: 1, maxLength: 120 }) });

export const Invitation = Closed({
  id: Id,
  email: Type.String(),
  role: Role,
  byName: Nullable(Type.String(), { description: '`null`: whoever runs the server.' }),
  createdAt: Time,
  expiresAt: Time,
  isWithinReach: Type.Boolean({ description: 'Whether whoever asks may withdraw it.' }),
});
export type Invitation = Type.Static<typeof Invitation>;

export const Invitations = PageOf(Invitation);
export const InvitationsQuery = Closed(PageQuery);
export const InviteInput = Closed({ email: LoginInput, role: Role });
export const MadeInvitation = Closed({
  invitation: Invitation,
  url: Nullable(Type.String(), {
    description: 'The link to hand over, readable here and never again; `null` where it was mailed.',
  }),
});
export type MadeInvitation = Type.Static<typeof MadeInvitation>;

export const JoinInput = Closed({
  link: LinkSecret,
  userName: LoginInput,
  displayName: DisplayNameInput,
  password: PasswordInput,
});
