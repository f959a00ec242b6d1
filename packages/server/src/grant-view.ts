import type { House } from './house.ts';
import type { GrantView } from './wire/grant.ts';
import { Names } from './wire/names.ts';

/** What the mappers of grants need, for one answer. */
export function grantView({ core }: Pick<House, 'core'>): GrantView {
  return { names: new Names(core), organizations: core.organizations };
}
