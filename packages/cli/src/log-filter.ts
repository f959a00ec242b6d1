import type { QueryOf } from '@rollcall/api';
import { type Command, Option } from 'commander';
import { given } from './given.ts';
import { moment } from './moment.ts';
import {
  inOrganization,
  type OrganizationOption,
  organizationInWords,
  organizationQuery,
} from './organization-option.ts';

type Query = QueryOf<'GET /operator/log/export'>;

/** Which log is meant. */
export interface WhoseLog extends OrganizationOption {
  readonly server?: true;
}

/** Which of its lines. */
export const narrowing = ['member', 'actor', 'group', 'from', 'to'] as const;
export type LogFilter = Pick<Query, (typeof narrowing)[number]>;

const groups: Readonly<Record<NonNullable<Query['group']>, true>> = {
  sign_ins: true,
  endings: true,
  devices: true,
  account: true,
};

/** Options of a command that reads a log. */
export function ofLog(command: Command): Command {
  return inOrganization(command)
    .addOption(new Option('--server', 'what belongs to no organization').conflicts('organization'))
    .option('--member <loginOrId>', 'in the history of that account')
    .option('--actor <loginOrId>', 'done by that account')
    .addOption(new Option('--group <group>', 'of that kind only').choices(Object.keys(groups)))
    .option('--from <moment>', 'then or after: 2026-12-31T17:00Z', moment)
    .option('--to <moment>', 'before then', moment);
}

export function whoseQuery(options: WhoseLog): Pick<Query, 'of' | 'organization'> {
  return options.server === true ? { of: 'server' } : organizationQuery(options);
}

export function filterQuery(options: LogFilter): LogFilter {
  return given(options, ...narrowing);
}

export function whoseInWords(options: WhoseLog): string {
  return options.server === true ? 'the server itself' : organizationInWords(options);
}
