import Type from 'typebox';
import {
  Closed,
  DisplayNameInput,
  Id,
  LinkSecret,
  LoginInput,
  Nullable,
  OneOf,
  PasswordInput,
  Role,
  Time,
} from './common.ts';
import { PasskeyInput, ProofWay, SignInStep } from './factors.ts';
import { Ending, NamedDevice, Session } from './inventory.ts';

export const Doors = Closed({
  setupNeeded: Type.Boolean({ description: 'Nobody has an account yet; the terminal shows the set-up link.' }),
  mailConfigured: Type.Boolean(),
  supportContact: Nullable(Type.String()),
  passwordLength: Closed({ least: Type.Integer(), most: Type.Integer() }),
  keepSignedIn: OneOf(
    ['allowed', 'refused'],
    'By the policy of the default organization. Another’s binds as soon as it is known who signs in.',
  ),
});
export type Doors = Type.Static<typeof Doors>;

export const LoginName = Closed({
  name: Type.String(),
  kind: OneOf(['user_name', 'email']),
  createdAt: Time,
  verifiedAt: Nullable(Time),
});
export type LoginName = Type.Static<typeof LoginName>;

export const Me = Closed({
  account: Closed({
    id: Id,
    displayName: Type.String(),
    locale: Nullable(Type.String()),
    timeZone: Nullable(Type.String()),
    createdAt: Time,
    passwordChangedAt: Nullable(Time),
    loginNames: Type.Array(LoginName),
  }),
  organization: Closed({ id: Id, name: Type.String() }),
  organizations: Type.Array(Closed({ id: Id, name: Type.String(), role: Role }), {
    description: 'All that the account can stand in, the one that was entered last first.',
  }),
  role: Role,
  permissions: Type.Array(Type.String()),
  rolesWithin: Type.Array(Role, { description: 'Roles that permit nothing beyond one’s own: no others may be given.' }),
  actsForOthers: Type.Boolean({ description: 'Whether one may act on behalf of anybody in this organization.' }),
  session: Session,
  sudoUntil: Nullable(Time),
  proofs: Type.Array(ProofWay, {
    description: 'How one may prove again who one is, the right way first; empty where a service does it.',
  }),
  service: Nullable(
    Closed(
      {
        name: Type.String(),
        proves: Type.Boolean({ description: 'Whether it can ask again who somebody is.' }),
        returnTo: Nullable(Type.String({ description: 'Where it handed this session over from.' })),
      },
      { description: 'Who signs this account in; `null` where it has a password here.' },
    ),
  ),
});
export type Me = Type.Static<typeof Me>;

export const ProfileInput = Closed({
  displayName: Type.Optional(DisplayNameInput),
  locale: Type.Optional(Nullable(OneOf(['en', 'sv']))),
  timeZone: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 64 }))),
});

export const SetUpInput = Closed({
  link: LinkSecret,
  userName: LoginInput,
  displayName: DisplayNameInput,
  password: PasswordInput,
  organizationName: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
});
export const SignInInput = Closed({
  login: LoginInput,
  password: PasswordInput,
  keepSignedIn: Type.Optional(Type.Boolean({ default: false })),
});
export const SignedIn = Closed(
  { me: Nullable(Me), step: Nullable(SignInStep) },
  { description: 'Exactly one of them is there: the session, or what is asked for before there is one.' },
);
export type SignedIn = Type.Static<typeof SignedIn>;
export const PasskeySignInInput = Closed({
  passkey: PasskeyInput,
  keepSignedIn: Type.Optional(Type.Boolean({ default: false })),
});
export const LinkInput = Closed({ link: LinkSecret });
export const LinkState = Closed({
  purpose: OneOf(['setup', 'password_reset', 'email_verification', 'handover', 'invitation']),
  state: OneOf(['usable', 'used', 'withdrawn', 'expired']),
  at: Time,
  accountName: Nullable(Type.String({ description: 'Only while it is usable.' })),
  serviceName: Nullable(Type.String({ description: 'The service that made it, likewise.' })),
  invitation: Nullable(
    Closed({
      organizationName: Type.String(),
      role: Role,
      byName: Nullable(Type.String(), { description: 'Who invites; `null`: whoever runs the server.' }),
    }),
    { description: 'Where an invitation leads, likewise.' },
  ),
});
export type LinkState = Type.Static<typeof LinkState>;
export const ResetRequestInput = Closed({ login: LoginInput });
export const ResetInput = Closed({
  link: LinkSecret,
  newPassword: PasswordInput,
  signOutEverywhere: Type.Optional(Type.Boolean({ default: true })),
});
export const AskProofInput = Closed({
  holdId: Type.Optional(Id),
  returnTo: Type.Optional(
    Type.String({ minLength: 1, maxLength: 2000, description: 'A page of the service; one of ours unless given.' }),
  ),
});
export const AskedProof = Closed({
  url: Type.String({ description: 'The page of the service that asks.' }),
  expiresAt: Time,
});
export const FinishProofInput = Closed({ secret: LinkSecret });
export const FinishedProof = Closed({ holdId: Nullable(Id), me: Me });
export const ChangePasswordInput = Closed({
  currentPassword: PasswordInput,
  newPassword: PasswordInput,
  signOutElsewhere: Type.Optional(Type.Boolean({ default: true })),
});
export const PasswordChanged = Closed({
  endedElsewhere: Type.Boolean(),
  me: Me,
});
export const EmailInput = Closed({ email: LoginInput });
/** An address whose mailed link was not opened yet; `expiresAt`: until when it can be. */
export const WaitingEmail = Closed({ email: Type.String(), askedAt: Time, expiresAt: Time });
export type WaitingEmail = Type.Static<typeof WaitingEmail>;
export const WaitingEmails = Closed({ waiting: Type.Array(WaitingEmail) });
export const EmailParams = Closed({ email: Type.String({ minLength: 1, maxLength: 254 }) });

/** What the sign-in page tells about the session whose cookie this browser still carries. */
export const EndingAnswer = Closed({
  state: OneOf(['none', 'active', 'held', 'ended']),
  ending: Nullable(Ending),
  heldUntil: Nullable(Time),
  heldByDevice: Nullable(NamedDevice),
  accountName: Nullable(Type.String()),
  proofs: Type.Array(ProofWay, {
    description: 'How a held session lifts its hold, the right way first; otherwise empty.',
  }),
  /** Who signs the account in, and whether it can ask who somebody is; `null` where it signs in here. */
  service: Nullable(Closed({ name: Type.String(), proves: Type.Boolean() })),
});
export type EndingAnswer = Type.Static<typeof EndingAnswer>;
