import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, PageQuery, Time } from './common.ts';
import { NamedDevice, Place } from './inventory.ts';

export const LogEvent = OneOf([
  'account.created',
  'account.disabled',
  'account.enabled',
  'account.profile_changed',
  'login_name.removed',
  'email.verification_sent',
  'email.verified',
  'email.withdrawn',
  'sign_in.succeeded',
  'sign_in.failed',
  'sign_in.refused',
  'sign_in.throttled',
  'sign_in.second_step_failed',
  'sign_in.second_step_left',
  'reauthentication.succeeded',
  'reauthentication.failed',
  'session.entered_host',
  'session.imported',
  'session.made_room',
  'session.signed_out',
  'session.revoked',
  'session.revoked_all',
  'session.terminated',
  'session.terminated_all',
  'session.held',
  'hold.confirmed',
  'hold.lifted',
  'hold.lapsed',
  'device.renamed',
  'device.removed',
  'device.lost',
  'device.trusted',
  'device.trust_revoked',
  'device.trust_copied',
  'password.changed',
  'password.reset_link_made',
  'password.reset',
  'member.places_viewed',
  'factor.added',
  'factor.renamed',
  'factor.removed',
  'factor.reset',
  'policy.changed',
  'organization.created',
  'organization.renamed',
  'invitation.made',
  'invitation.withdrawn',
  'member.joined',
  'member.role_changed',
  'member.removed',
  'member.left',
  'handover.link_made',
  'service.created',
  'service.changed',
  'service.removed',
  'service_credential.issued',
  'service_credential.rotated',
  'service_credential.revoked',
  'webhook.added',
  'webhook.rotated',
  'webhook.resumed',
  'webhook.removed',
  'store.imported',
  'store.restored',
]);
export type LogEvent = Type.Static<typeof LogEvent>;

/** The groups in which people filter. */
export const LogGroup = OneOf(['sign_ins', 'endings', 'devices', 'account']);
export type LogGroup = Type.Static<typeof LogGroup>;

export const LogLine = Closed({
  id: Id,
  at: Time,
  event: LogEvent,
  actor: Closed({
    kind: OneOf(['account', 'operator', 'service', 'anonymous', 'system']),
    name: Nullable(Type.String()),
    device: Nullable(NamedDevice),
    isThisDevice: Type.Boolean(),
  }),
  device: Nullable(NamedDevice),
  address: Nullable(Type.String()),
  place: Place,
  details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
});
export type LogLine = Type.Static<typeof LogLine>;

export const LogQuery = Closed({ ...PageQuery, group: Type.Optional(LogGroup) });
export const LogExportQuery = Closed({ format: OneOf(['csv', 'json']) });
