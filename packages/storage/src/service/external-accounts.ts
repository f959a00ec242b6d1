import type { ExternalAccount } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { prepare, type SlotOf } from '../prepared.ts';
import type { Tables } from '../schema.ts';

export async function addExternal({ db }: Connection, account: ExternalAccount): Promise<void> {
  await db
    .insertInto('external_account')
    .values({
      account_id: account.accountId,
      service_id: account.serviceId,
      external_id: account.externalId,
      emails: JSON.stringify(account.emails),
    })
    .execute();
}

const byExternalId = prepare(({ db }, slot: SlotOf<{ service_id: Id; external_id: string }>) =>
  db
    .selectFrom('external_account')
    .selectAll()
    .where('service_id', '=', slot('service_id'))
    .where('external_id', '=', slot('external_id')),
);

export async function findExternal(
  on: Connection,
  serviceId: string,
  externalId: string,
): Promise<ExternalAccount | null> {
  const [row] = await byExternalId(on, { service_id: id(serviceId), external_id: externalId });
  return row === undefined ? null : externalOf(row);
}

const byAccount = prepare(({ db }, slot: SlotOf<{ account_id: Id }>) =>
  db.selectFrom('external_account').selectAll().where('account_id', '=', slot('account_id')),
);

export async function findExternalOf(on: Connection, accountId: string): Promise<ExternalAccount | null> {
  const [row] = await byAccount(on, { account_id: id(accountId) });
  return row === undefined ? null : externalOf(row);
}

export async function setEmails({ db }: Connection, accountId: string, emails: readonly string[]): Promise<void> {
  await db
    .updateTable('external_account')
    .set({ emails: JSON.stringify(emails) })
    .where('account_id', '=', id(accountId))
    .execute();
}

function externalOf(row: Selectable<Tables['external_account']>): ExternalAccount {
  return {
    accountId: row.account_id,
    serviceId: row.service_id,
    externalId: row.external_id,
    emails: JSON.parse(row.emails),
  };
}
