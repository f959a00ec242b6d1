import type { Command } from 'commander';
import { safe } from './output.ts';

export interface OrganizationOption {
  readonly organization?: string;
}

/** Where a command is about one organization. */
export function inOrganization(command: Command): Command {
  return command.option('--organization <idOrName>', 'of that organization instead of the default one');
}

export function organizationQuery({ organization }: OrganizationOption): OrganizationOption {
  return organization === undefined ? {} : { organization };
}

/** As a question names it. */
export function organizationInWords({ organization }: OrganizationOption): string {
  return organization === undefined ? 'the default organization' : safe(organization);
}
