import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Organization } from './organization.ts';

/**
 * By id, or by name, for whoever may see all of them. Whoever names one may mean another that reads alike; then only the id tells.
 * Refuses `not_found` and `organization_ambiguous`.
 */
export async function findByName(
  { organizations }: Pick<Deps, 'organizations'>,
  idOrName: string,
): Promise<Organization> {
  const found = await organizations.find(idOrName);
  if (found !== null) return found;
  const all = await Promise.all((await organizations.ids()).map((id) => organizations.find(id)));
  const [alike, ...others] = all.filter((one) => one !== null && asRead(one.name) === asRead(idOrName));
  if (alike === undefined || alike === null) throw new Refusal('not_found');
  if (others.length > 0) throw new Refusal('organization_ambiguous', { field: 'organization' });
  return alike;
}

/** Case, the form of a character and the width of a space are easily overlooked. */
function asRead(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}
