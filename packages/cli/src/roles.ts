import type { AnswerOf } from '@rollcall/api';
import { Argument, Option } from 'commander';

export type Role = AnswerOf<'GET /operator/accounts'>['rows'][number]['role'];

const all: Readonly<Record<Role, true>> = {
  owner: true,
  administrator: true,
  helpdesk: true,
  auditor: true,
  member: true,
};
const names = Object.keys(all);

export function roleOption(about: string): Option {
  return new Option('--role <role>', about).choices(names);
}

export function roleArgument(about: string): Argument {
  return new Argument('<role>', about).choices(names);
}
