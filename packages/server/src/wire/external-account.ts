import type { ExternalAccount as WireAccount } from '@rollcall/api';
import {
  type Account,
  type Deps,
  type ExternalAccount,
  findExternal,
  Refusal,
  type ServiceActor,
} from '@rollcall/core';

/** One of the service's accounts, as it stands. */
export async function readExternalAccount(
  { accounts, services }: Pick<Deps, 'accounts' | 'services'>,
  actor: ServiceActor,
  externalId: string,
): Promise<WireAccount> {
  const external = await findExternal({ services }, actor, externalId);
  const account = await accounts.find(external.accountId);
  if (account === null) throw new Refusal('not_found');
  return toExternalAccount(external, account);
}

function toExternalAccount({ externalId, emails }: ExternalAccount, account: Account): WireAccount {
  return {
    id: account.id,
    externalId,
    displayName: account.displayName,
    emails: [...emails],
    createdAt: account.createdAt,
    disabledAt: account.disabledAt,
  };
}
