import Type from 'typebox';
import { Closed, Id, LoginInput, Nullable, Time } from './common.ts';
import { Device } from './inventory.ts';

const Person = Closed({ id: Id, displayName: Type.String() });

export const Grant = Closed(
  {
    id: Id,
    organizationId: Id,
    organizationName: Type.String(),
    user: Person,
    holder: Person,
    byName: Nullable(Type.String(), { description: 'Who made it; `null`: whoever runs the server.' }),
    createdAt: Time,
    expiresAt: Nullable(Time),
  },
  { description: '`holder` may act on behalf of `user`, in one organization.' },
);
export type Grant = Type.Static<typeof Grant>;

export const Grants = Closed({
  onUser: Type.Array(Grant, { description: 'Who may act on their behalf, newest first.' }),
  held: Type.Array(Grant, { description: 'On whose behalf they may act.' }),
});
export type Grants = Type.Static<typeof Grants>;

const expiresAt = Type.Optional(Type.Integer({ description: 'Milliseconds UTC.' }));
export const GrantInput = Closed({ holderId: Id, expiresAt });
export const OperatorGrantInput = Closed({
  /** By user name, e-mail address or id. */
  holder: LoginInput,
  expiresAt,
});

export const ActedFor = Closed(
  {
    user: Person,
    organizationName: Type.String(),
    expiresAt: Nullable(Time, { description: 'When the grant ends by itself.' }),
    devices: Type.Array(Device, {
      description:
        'With what they hold in this organization. Addresses and places are left out; none is one’s own, or new.',
    }),
    asOf: Time,
  },
  { description: 'Somebody on whose behalf one may act, in the organization where the session stands.' },
);
export type ActedFor = Type.Static<typeof ActedFor>;

export const ActedForSessionParams = Closed({ id: Id, sessionId: Id });
export const ActedForDeviceParams = Closed({ id: Id, deviceId: Id });
