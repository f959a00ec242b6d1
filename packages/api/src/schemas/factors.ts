import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, PasswordInput, Time } from './common.ts';

const Base64Url = (most: number) => Type.String({ pattern: '^[A-Za-z0-9_-]*$', minLength: 1, maxLength: most });

export const FactorKind = OneOf(['passkey', 'authenticator', 'recovery_codes']);
export type FactorKind = Type.Static<typeof FactorKind>;

export const Factor = Closed({
  id: Id,
  kind: FactorKind,
  name: Nullable(Type.String({ description: "The owner's own name for it." })),
  createdAt: Time,
  lastUsedAt: Nullable(Time),
  codesLeft: Nullable(Type.Integer({ description: 'Recovery codes that were not used; `null` for all else.' })),
  verifiesUser: Type.Boolean({ description: 'A passkey whose device asks who holds it: two factors by itself.' }),
  backedUp: Type.Boolean({ description: 'A passkey that is kept alike on several devices.' }),
});
export type Factor = Type.Static<typeof Factor>;
export const Factors = Closed({
  factors: Type.Array(Factor, { description: 'Oldest first.' }),
  isRequired: Type.Boolean({ description: 'An organization of the account wants a second factor.' }),
});
export type Factors = Type.Static<typeof Factors>;

/** Codes as people type them: spaces are theirs. */
const CodeInput = Type.String({ minLength: 1, maxLength: 16, description: 'Six digits of the authenticator app.' });
const RecoveryCodeInput = Type.String({ minLength: 1, maxLength: 64 });

const anyCredential = {
  id: Base64Url(1_400),
  rawId: Base64Url(1_400),
  type: Type.Literal('public-key'),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 32 })),
  clientExtensionResults: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 16 }),
};

/** What `navigator.credentials.get` answers, as `toJSON` writes it. */
export const PasskeyInput = Closed(
  {
    ...anyCredential,
    response: Closed({
      clientDataJSON: Base64Url(4_096),
      authenticatorData: Base64Url(4_096),
      signature: Base64Url(4_096),
      userHandle: Type.Optional(Base64Url(128)),
    }),
  },
  { description: 'The answer of a passkey (WebAuthn, AuthenticationResponseJSON).' },
);
export type PasskeyInput = Type.Static<typeof PasskeyInput>;

/** What `navigator.credentials.create` answers, as `toJSON` writes it. */
export const NewPasskeyInput = Closed(
  {
    ...anyCredential,
    response: Closed({
      clientDataJSON: Base64Url(4_096),
      attestationObject: Base64Url(32_768),
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 8 })),
      authenticatorData: Type.Optional(Base64Url(8_192)),
      publicKey: Type.Optional(Base64Url(4_096)),
      publicKeyAlgorithm: Type.Optional(Type.Integer()),
    }),
  },
  { description: 'A passkey that was made (WebAuthn, RegistrationResponseJSON).' },
);
export type NewPasskeyInput = Type.Static<typeof NewPasskeyInput>;

export const KnownPasskey = Closed({
  id: Type.String(),
  type: Type.Literal('public-key'),
  transports: Type.Array(Type.String()),
});
export type KnownPasskey = Type.Static<typeof KnownPasskey>;

export const PasskeyRequest = Closed(
  {
    challenge: Type.String(),
    rpId: Type.String(),
    timeout: Type.Integer({ description: 'Milliseconds.' }),
    userVerification: OneOf(['required', 'preferred']),
    allowCredentials: Type.Array(KnownPasskey, { description: 'Empty: any that the browser has for this server.' }),
  },
  {
    description:
      'What `PublicKeyCredential.parseRequestOptionsFromJSON` takes. To be answered once, within the timeout.',
  },
);
export type PasskeyRequest = Type.Static<typeof PasskeyRequest>;

export const NewPasskeyRequest = Closed(
  {
    challenge: Type.String(),
    rp: Closed({ id: Type.String(), name: Type.String() }),
    user: Closed({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
    pubKeyCredParams: Type.Array(Closed({ type: Type.Literal('public-key'), alg: Type.Integer() })),
    timeout: Type.Integer({ description: 'Milliseconds.' }),
    attestation: Type.Literal('none'),
    authenticatorSelection: Closed({
      residentKey: Type.Literal('preferred'),
      requireResidentKey: Type.Literal(false),
      userVerification: Type.Literal('preferred'),
    }),
    excludeCredentials: Type.Array(KnownPasskey),
  },
  { description: 'What `PublicKeyCredential.parseCreationOptionsFromJSON` takes.' },
);
export type NewPasskeyRequest = Type.Static<typeof NewPasskeyRequest>;

export const BegunAuthenticator = Closed({
  id: Id,
  uri: Type.String({ description: 'For a QR code (`otpauth://`).' }),
  secret: Type.String({ description: 'Base32, for typing it in.' }),
  expiresAt: Time,
});
export type BegunAuthenticator = Type.Static<typeof BegunAuthenticator>;

const FactorNameInput = Type.String({ minLength: 1, maxLength: 80 });
export const ConfirmAuthenticatorInput = Closed({ code: CodeInput, name: Type.Optional(FactorNameInput) });
export const AddPasskeyInput = Closed({ passkey: NewPasskeyInput, name: Type.Optional(FactorNameInput) });
export const RenameFactorInput = Closed({ name: Nullable(FactorNameInput) });
export const RecoveryCodes = Closed({
  codes: Type.Array(Type.String(), { description: 'Each good once. Readable here and never again.' }),
});

export const ResetFactorsInput = Closed({
  signOut: Type.Optional(Type.Boolean({ default: true, description: "Whether the account's sessions end, too." })),
});

const second = {
  code: Type.Optional(CodeInput),
  recoveryCode: Type.Optional(RecoveryCodeInput),
  passkey: Type.Optional(PasskeyInput),
};

const trustDevice = Type.Optional(
  Type.Boolean({
    default: false,
    description: 'Ask for no second factor here for `trustDays`, where the policy lets it.',
  }),
);
export const SecondStepInput = Closed(
  { ...second, trustDevice },
  { description: 'Exactly one of code, recovery code and passkey.' },
);
export const FirstAuthenticatorInput = Closed({ code: CodeInput, name: Type.Optional(FactorNameInput), trustDevice });
export const FirstPasskeyInput = Closed({
  passkey: NewPasskeyInput,
  name: Type.Optional(FactorNameInput),
  trustDevice,
});
export const ProofInput = Closed(
  { password: Type.Optional(PasswordInput), ...second },
  { description: 'One of the ways that `proofs` of GET /v1/me names.' },
);
export type ProofInput = Type.Static<typeof ProofInput>;
export const ProofWay = OneOf([
  'passkey',
  'password_and_passkey',
  'password_and_code',
  'password_and_recovery_code',
  'password',
]);
export type ProofWay = Type.Static<typeof ProofWay>;

export const SignInStep = Closed(
  {
    purpose: OneOf(
      ['second_step', 'enrolment'],
      '`enrolment`: the organization wants a second factor, and there is none yet.',
    ),
    factors: Type.Array(FactorKind, { description: 'What may be given, the right one first.' }),
    expiresAt: Time,
    trustDays: Nullable(
      Type.Integer({ description: 'For how long the device may be trusted; `null` where the policy lets it not.' }),
    ),
  },
  { description: 'What the sign-in asks for before there is a session. Its cookie opens nothing else.' },
);
export type SignInStep = Type.Static<typeof SignInStep>;
