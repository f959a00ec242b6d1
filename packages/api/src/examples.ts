import type { Examples } from './examples/example.ts';
import { organizationExamples } from './examples/organization.ts';
import { oversightExamples } from './examples/organization-oversight.ts';
import { ownOrganizationExamples } from './examples/own-organizations.ts';

/** By route; a test holds them to the schemas. */
export const examples: Examples = { ...organizationExamples, ...oversightExamples, ...ownOrganizationExamples };
