import { InvalidArgumentError } from 'commander';

const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/;

/** Milliseconds UTC. A moment without a zone would be another one for whoever reads it elsewhere. */
export function moment(text: string): number {
  const at = zoned.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be a moment with its zone, as 2026-12-31T17:00Z.');
  return at;
}
