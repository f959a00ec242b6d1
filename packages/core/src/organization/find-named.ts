import { normalizeLogin } from '../account/login-names.ts';
import type { Deps } from '../deps.ts';

/** How a list is narrowed to members with a text in their names. */
export interface Named {
  /** Where they are few, they themselves: an index leads to what they have. */
  readonly accountIds: readonly string[] | null;
  /** Where they are many, the text: most rows are theirs, so that looking at one after the other finds enough soon. */
  readonly namePart: string | null;
}

const few = 500;

/** Without a text, everybody. */
export async function findNamed(
  { organizations }: Pick<Deps, 'organizations'>,
  organizationId: string,
  search: string | null,
): Promise<Named> {
  const namePart = normalizeLogin(search ?? '');
  if (namePart === '') return { accountIds: null, namePart: null };
  const accountIds = await organizations.search(organizationId, namePart, few + 1);
  return accountIds.length > few ? { accountIds: null, namePart } : { accountIds, namePart: null };
}
