import { normalizeLogin } from '../account/login-names.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import type { Member } from './organization.ts';

/**
 * A member by id, which those have whom a service signs in, or by user name or e-mail address; for the operator. Refuses
 * `not_found`, also for whoever stands in other organizations only.
 */
export async function findMemberNamed(
  { accounts, organizations }: Pick<Deps, 'accounts' | 'organizations'>,
  organizationId: string,
  idOrLogin: string,
): Promise<Member> {
  const byId = await organizations.findMember(idOrLogin, organizationId);
  if (byId !== null) return byId;
  const name = await accounts.findLoginName(normalizeLogin(idOrLogin));
  const member = name === null ? null : await organizations.findMember(name.accountId, organizationId);
  if (member === null) throw new Refusal('not_found');
  return member;
}
