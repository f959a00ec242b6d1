import { type Deps, findByLogin, findByName, findMemberNamed, type Keeper, type Operator } from '@rollcall/core';

/** Which organization was named; the default one where none was. */
export interface Named {
  readonly organization?: string;
}

export async function organizationNamed(core: Pick<Deps, 'organizations'>, { organization }: Named): Promise<string> {
  return (organization === undefined ? await core.organizations.default() : await findByName(core, organization)).id;
}

/** The operator as who looks after that organization. */
export async function keeperOf(core: Pick<Deps, 'organizations'>, operator: Operator, named: Named): Promise<Keeper> {
  return { ...operator, organizationId: await organizationNamed(core, named) };
}

/** The same with the member that an act is about. */
export async function memberNamed(
  core: Pick<Deps, 'accounts' | 'organizations'>,
  operator: Operator,
  { member }: { readonly member: string },
  named: Named,
): Promise<{ readonly keeper: Keeper; readonly accountId: string }> {
  const keeper = await keeperOf(core, operator, named);
  const { account } = await findMemberNamed(core, keeper.organizationId, member);
  return { keeper, accountId: account.id };
}

/** The member that a list is narrowed to; `null`: to nobody. */
export async function memberIn(
  core: Pick<Deps, 'accounts' | 'organizations'>,
  { organizationId }: Keeper,
  member: string | undefined,
): Promise<string | null> {
  return member === undefined ? null : (await findMemberNamed(core, organizationId, member)).account.id;
}

/** Whom a log is narrowed to, by id or login name, wherever they are a member by now. */
export async function accountNamed(
  core: Pick<Deps, 'accounts'>,
  idOrLogin: string | undefined,
): Promise<string | undefined> {
  if (idOrLogin === undefined) return undefined;
  return ((await core.accounts.find(idOrLogin)) ?? (await findByLogin(core, idOrLogin))).id;
}
