import type { ExternalAccount } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
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

type ExternalColumns = Selectable<Tables['external_account']>;

const byExternalId = selectForMany<{ service_id: Id; external_id: string }, ExternalColumns>(
  { service_id: 'id', external_id: 'text' },
  ({ db }, slot) =>
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

const byAccount = selectForMany<{ account_id: Id }, ExternalColumns>({ account_id: 'id' }, ({ db }, slot) =>
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

function externalOf(row: ExternalColumns): ExternalAccount {
  return {
    accountId: row.account_id,
    serviceId: row.service_id,
    externalId: row.external_id,
    emails: JSON.parse(row.emails),
  };
}
