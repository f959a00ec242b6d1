import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, Time } from './common.ts';
import { Receipt } from './inventory.ts';

const ServiceName = Type.String({ minLength: 1, maxLength: 120 });
const Origins = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
  maxItems: 20,
  description: 'Scheme, host and port where people may be sent back to.',
});
const Url = Type.String({ minLength: 1, maxLength: 2000 });

export const ServicePermission = OneOf([
  'service.sessions.issue',
  'service.sessions.view',
  'service.sessions.verify',
  'service.sessions.terminate',
  'service.sessions.import',
  'service.links.make',
  'service.reauthentications.answer',
]);

export const ServiceParams = Closed({ service: ServiceName });
export const Service = Closed({
  id: Id,
  name: Type.String(),
  origins: Type.Array(Type.String()),
  reauthenticateUrl: Nullable(Type.String()),
  createdAt: Time,
});
export type Service = Type.Static<typeof Service>;
export const Services = Closed({ rows: Type.Array(Service) });
export const CreateServiceInput = Closed({
  name: ServiceName,
  origins: Type.Optional(Origins),
  reauthenticateUrl: Type.Optional(Url),
});
export const ChangeServiceInput = Closed({
  name: Type.Optional(ServiceName),
  origins: Type.Optional(Origins),
  reauthenticateUrl: Type.Optional(Nullable(Url)),
});

export const ServiceCredential = Closed({
  id: Id,
  name: Type.String(),
  permissions: Type.Array(ServicePermission),
  state: OneOf(['active', 'expired', 'ended']),
  issuedAt: Time,
  lastUsedAt: Nullable(Time),
  lastAddress: Nullable(Type.String()),
  expiresAt: Nullable(Time),
});
export type ServiceCredential = Type.Static<typeof ServiceCredential>;
export const ServiceCredentials = Closed({ rows: Type.Array(ServiceCredential) });
export const IssueCredentialInput = Closed({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  permissions: Type.Array(ServicePermission, {
    minItems: 1,
    maxItems: 20,
    description: 'What it may do; what is not named it may not do.',
  }),
  expiresAt: Type.Optional(Time),
});
const token = Type.String({ description: 'Readable here and never again.' });
export const IssuedCredential = Closed({ token, credential: ServiceCredential });
export const RotateCredentialInput = Closed({
  overlapSeconds: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 604_800, description: 'For how long the old one works beside the new one.' }),
  ),
});
export const RotatedCredential = Closed({ token, credential: ServiceCredential, oldEndsAt: Time, receipt: Receipt });
