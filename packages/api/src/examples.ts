import type { Examples } from './examples/example.ts';
import { organizationExamples } from './examples/organization.ts';
import { oversightExamples } from './examples/organization-oversight.ts';

/** By route; a test holds them to the schemas. */
export const examples: Examples = { ...organizationExamples, ...oversightExamples };
