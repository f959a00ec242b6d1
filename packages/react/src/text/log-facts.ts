import type { OrganizationLogLine, OrganizationUser } from '@rollcall/client';
import type { TFunction } from 'i18next';
import { aboutText } from './about-text.ts';
import type { Format } from './format.ts';
import { policySettings } from './policy-settings.ts';

type Details = OrganizationLogLine['details'];
type Detail = Details[string] | undefined;

const roles: readonly OrganizationUser['role'][] = ['owner', 'administrator', 'helpdesk', 'auditor', 'member'];

/** What the log keeps beside, in words: whom it is about, which role, for when, which settings. */
export function logFacts(
  t: TFunction,
  format: Pick<Format, 'moment'>,
  { event, details }: OrganizationLogLine,
): string[] {
  const { dueAt, from, plannedAt, plannedByName, to, role } = details;
  const facts = [
    aboutText(t, details),
    typeof dueAt === 'number' ? t('organization.log.due', { when: format.moment(dueAt) }) : null,
    typeof plannedAt === 'number' ? plannedText(t, format.moment(plannedAt), plannedByName) : null,
    roleText(t, role),
    rolesText(t, from, to),
    event === 'policy.changed' ? settingsText(t, details) : null,
    event === 'lock_out.cancelled' ? givenUpText(t, details['reason']) : null,
  ];
  return facts.filter((fact) => fact !== null);
}

/** Whoever runs the server has no name. */
function plannedText(t: TFunction, when: string, name: Detail): string {
  if (typeof name !== 'string') return t('organization.log.planned', { when });
  return t('organization.log.plannedBy', { name, when });
}

function roleText(t: TFunction, kept: Detail): string | null {
  const role = roles.find((one) => one === kept);
  return role === undefined ? null : t(`organization.roles.${role}`);
}

function rolesText(t: TFunction, before: Detail, after: Detail): string | null {
  const [from, to] = [roleText(t, before), roleText(t, after)];
  return from === null || to === null ? null : t('organization.log.roles', { from, to });
}

const reasonsToGiveUp = ['beyond_own_rights', 'last_owner'] as const;

/** Why a plan was not carried out; one that somebody took back has no reason. */
function givenUpText(t: TFunction, kept: Detail): string | null {
  const reason = reasonsToGiveUp.find((one) => one === kept);
  return reason === undefined ? null : t(`organization.log.givenUp.${reason}`);
}

function settingsText(t: TFunction, details: Details): string | null {
  // Ranges are kept for each kind: `addressRanges.session`.
  const changed = new Set(Object.keys(details).map((name) => name.split('.')[0]));
  const names = policySettings
    .filter((setting) => changed.has(setting))
    .map((setting) => t(`policies.field.${setting}`));
  return names.length === 0 ? null : t('organization.log.settings', { what: names.join(', ') });
}
