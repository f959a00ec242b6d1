import type { LogGroup } from '@rollcall/api';
import type { LogEvent } from '@rollcall/core';

/** In which of the groups that people filter by an event shows. A new event does not compile without a group. */
const groupsOf: Readonly<Record<LogEvent, readonly LogGroup[]>> = {
  'account.created': ['account'],
  'account.disabled': ['account'],
  'account.enabled': ['account'],
  'account.profile_changed': ['account'],
  'login_name.removed': ['account'],
  'email.verification_sent': ['account'],
  'email.verified': ['account'],
  'email.withdrawn': ['account'],
  'sign_in.succeeded': ['sign_ins'],
  'sign_in.failed': ['sign_ins'],
  'sign_in.throttled': ['sign_ins'],
  'sign_in.second_step_failed': ['sign_ins'],
  'sign_in.second_step_left': ['sign_ins'],
  'reauthentication.succeeded': ['sign_ins'],
  'reauthentication.failed': ['sign_ins'],
  'session.entered_host': ['sign_ins'],
  'session.imported': ['sign_ins'],
  'session.signed_out': ['endings'],
  'session.revoked': ['endings'],
  'session.revoked_all': ['endings'],
  'session.terminated': ['endings'],
  'session.terminated_all': ['endings'],
  'session.held': ['endings'],
  'hold.confirmed': ['endings'],
  'hold.lifted': ['endings'],
  'hold.lapsed': ['endings'],
  'device.renamed': ['devices'],
  'device.removed': ['devices', 'endings'],
  'device.lost': ['devices', 'endings'],
  'device.trusted': ['devices'],
  'device.trust_revoked': ['devices', 'endings'],
  'device.trust_copied': ['devices', 'endings'],
  'password.changed': ['account'],
  'password.reset_link_made': ['account'],
  'password.reset': ['account'],
  'member.places_viewed': ['account'],
  'factor.added': ['account'],
  'factor.renamed': ['account'],
  'factor.removed': ['account'],
  'factor.reset': ['account'],
  'policy.changed': ['account'],
  'handover.link_made': ['sign_ins'],
  'service.created': ['account'],
  'service.changed': ['account'],
  'service.removed': ['account', 'endings'],
  'service_credential.issued': ['account'],
  'service_credential.rotated': ['account'],
  'service_credential.revoked': ['account', 'endings'],
  'webhook.added': ['account'],
  'webhook.rotated': ['account'],
  'webhook.resumed': ['account'],
  'webhook.removed': ['account'],
};

/** The events of a group; without a group none, which means all. */
export function eventsOf(group: LogGroup | undefined): readonly LogEvent[] {
  if (group === undefined) return [];
  return (Object.keys(groupsOf) as LogEvent[]).filter((event) => groupsOf[event].includes(group));
}
