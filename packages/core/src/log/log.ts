/** What the log can say. Fixed strings: they are stored, and each has its sentence in the interface. */
export const logEvents = [
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
  'session.switched',
  'session.signed_out',
  'session.revoked',
  'session.revoked_all',
  'session.terminated',
  'session.terminated_all',
  'session.ended_on_behalf',
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
  'member.locked_out',
  'member.let_in',
  'lock_out.planned',
  'lock_out.cancelled',
  'grant.made',
  'grant.ended',
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
] as const;
export type LogEvent = (typeof logEvents)[number];

/** Who acted: an account with its session, the operator at the command line, a service, nobody known, or the system itself. */
export const actorKinds = ['account', 'operator', 'service', 'anonymous', 'system'] as const;
export type ActorKind = (typeof actorKinds)[number];

/**
 * One line of the log. It keeps ids and resolves names when it is read. `details` holds short facts only: never a secret,
 * never what somebody typed where a name was expected (people type passwords there).
 */
export interface LogEntry {
  readonly id: string;
  readonly at: number;
  readonly event: LogEvent;
  /** Whose history it stands in; `null` where no account is known. */
  readonly accountId: string | null;
  readonly organizationId: string | null;
  readonly actorKind: ActorKind;
  readonly actorAccountId: string | null;
  /** The device it was done from. */
  readonly actorDeviceId: string | null;
  /** What it was done to. */
  readonly credentialId: string | null;
  readonly deviceId: string | null;
  readonly address: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}
