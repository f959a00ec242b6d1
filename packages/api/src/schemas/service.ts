import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, PageQuery, Time } from './common.ts';
import { Session } from './inventory.ts';

/** What the service calls one of its accounts, to the letter. */
const ExternalId = Type.String({ minLength: 1, maxLength: 200 });
const PersonName = Type.String({ minLength: 1, maxLength: 200 });
const Emails = Type.Array(Type.String({ minLength: 3, maxLength: 254 }), {
  maxItems: 10,
  description: 'Where notices go. They are no login names and join no accounts.',
});
/** More than a token has: what is too long is no token, and that is an answer. */
const AnyToken = Type.String({ maxLength: 4096 });
const Address = Type.String({ minLength: 1, maxLength: 64, description: 'IPv4 or IPv6 address of the person.' });

export const ExternalIdParams = Closed({ externalId: ExternalId });

export const ServiceClient = Closed(
  {
    type: OneOf(['browser', 'mobile_app', 'program']),
    name: Type.String({ minLength: 1, maxLength: 80, description: 'As people know it: "Acme for Android".' }),
    version: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    system: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    systemVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    model: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'Of the device: "Pixel 9".' })),
  },
  { description: 'What signs in. It wins over `userAgent` where both speak.' },
);

export const IssueSessionInput = Closed({
  externalId: ExternalId,
  displayName: Type.Optional(PersonName),
  emails: Type.Optional(Emails),
  client: Type.Optional(ServiceClient),
  userAgent: Type.Optional(Type.String({ maxLength: 2048, description: "The browser's own header, as it came." })),
  address: Type.Optional(Address),
  assurance: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)])),
  authenticatedAt: Type.Optional(
    Type.Integer({ minimum: 0, description: 'When they proved who they are; now unless given.' }),
  ),
  lifetime: Type.Optional(OneOf(['standard', 'remembered'])),
  browserToken: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'As an earlier answer gave it: the same browser or app is then the same device.',
    }),
  ),
  replaces: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'The token of the session that this browser or app had before; it ends.',
    }),
  ),
});

export const ExternalAccount = Closed({
  id: Id,
  externalId: Type.String(),
  displayName: Type.String(),
  emails: Type.Array(Type.String()),
  createdAt: Time,
  disabledAt: Nullable(Time),
});
export type ExternalAccount = Type.Static<typeof ExternalAccount>;

export const IssuedSession = Closed({
  token: Type.String({
    description: 'The session: for a cookie of your own, or a bearer. Readable here and never again.',
  }),
  browserToken: Type.String({
    description: 'Keep it with the browser or app beyond its session, and send it next time.',
  }),
  session: Session,
  account: ExternalAccount,
});

export const VerifyInput = Closed({
  token: AnyToken,
  address: Type.Optional(Address),
  imported: Type.Optional(
    Type.Boolean({ description: 'The token is one of your own, of a session that you have imported.' }),
  ),
});
export const Verified = Type.Union(
  [
    Closed({
      active: Type.Literal(true),
      account: Closed({ id: Id, externalId: Type.String() }),
      session: Closed({ id: Id, deviceId: Nullable(Id), signedInAt: Time }),
      organization: Closed({ id: Id }),
      expiresAt: Nullable(Time),
      authenticatedAt: Time,
      assurance: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
    }),
    Closed({ active: Type.Literal(false) }),
  ],
  { description: 'Nothing but `active: false` for whatever is not good, in the spirit of RFC 7662, section 2.2.' },
);

const ReturnTo = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'A page of one of your registered origins.',
});
export const HandoverInput = Closed({
  externalId: ExternalId,
  sessionId: Type.Optional(Id),
  returnTo: Type.Optional(ReturnTo),
});
export const HandoverLink = Closed({
  url: Type.String({ description: 'Send the browser there; the secret stands in the fragment and works once.' }),
  expiresAt: Time,
});
export const AnswerProofInput = Closed({
  externalId: ExternalId,
  assurance: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
  authenticatedAt: Type.Integer({
    minimum: 0,
    description: 'When they proved who they are: after they were sent to you.',
  }),
});
export const AnsweredProof = Closed({
  returnTo: Type.String({
    description: 'Send the browser back there; the secret stands in the fragment and works once.',
  }),
});

export const ServiceSessionsQuery = Closed({ ...PageQuery, state: Type.Optional(OneOf(['live', 'ended'])) });
export const RevokeSessionsInput = Closed({ except: Type.Optional(Type.Array(Id, { maxItems: 100 })) });
export const ExternalAccountInput = Closed({
  displayName: Type.Optional(PersonName),
  emails: Type.Optional(Emails),
});
