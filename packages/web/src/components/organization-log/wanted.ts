import type { LogGroup } from '@rollcall/client';
import type { OrganizationLogFilter } from '@rollcall/client/react';
import { dayAfter, startOfDay } from '../../text/start-of-day.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What is looked for, as a person says it: days of the calendar, both included; empty where none is named. */
export interface Wanted {
  readonly group: LogGroup | undefined;
  readonly member: Person | null;
  readonly actor: Person | null;
  readonly fromDay: string;
  readonly toDay: string;
  readonly places: 'shown' | 'left_out';
}

export const everything: Wanted = {
  group: undefined,
  member: null,
  actor: null,
  fromDay: '',
  toDay: '',
  places: 'left_out',
};

export function isNarrowed({ group, member, actor, fromDay, toDay }: Wanted): boolean {
  return group !== undefined || member !== null || actor !== null || fromDay !== '' || toDay !== '';
}

export function filterOf(
  { group, member, actor, fromDay, toDay, places }: Wanted,
  timeZone: string,
): OrganizationLogFilter {
  const from = startOfDay(fromDay, timeZone);
  const to = startOfDay(dayAfter(toDay), timeZone);
  return {
    ...(group !== undefined && { group }),
    ...(member !== null && { member: member.id }),
    ...(actor !== null && { actor: actor.id }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(places === 'shown' && { show: 'places' as const }),
  };
}
