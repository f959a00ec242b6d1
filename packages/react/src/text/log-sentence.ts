import type { LogEvent } from '@rollcall/client';
import type { TFunction } from 'i18next';

/** What speaks to its owner in their own history, and here is said about them. */
const saidAboutOthers = [
  'session.terminated',
  'session.ended_on_behalf',
  'reauthentication.succeeded',
  'reauthentication.failed',
  'member.places_viewed',
] as const satisfies readonly LogEvent[];

/** What happened, as the organization's log says it: to somebody who reads about others. */
export function logSentence(t: TFunction, event: LogEvent): string {
  const said = saidAboutOthers.find((known) => known === event);
  return said === undefined ? t(`log.${event}`) : t(`organization.log.said.${said}`);
}
