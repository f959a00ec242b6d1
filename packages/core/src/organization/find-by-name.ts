import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Organization } from './organization.ts';

/** By id, or by name where only one has it. For whoever may see all of them. Refuses `not_found`. */
export async function findByName(
  { organizations }: Pick<Deps, 'organizations'>,
  idOrName: string,
): Promise<Organization> {
  const found = await organizations.find(idOrName);
  if (found !== null) return found;
  const all = await Promise.all((await organizations.ids()).map((id) => organizations.find(id)));
  const [named, ...others] = all.filter((organization) => organization?.name === idOrName);
  if (named === undefined || named === null || others.length > 0) throw new Refusal('not_found');
  return named;
}
