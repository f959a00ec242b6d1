import type { ExternalAccount, NewExternal } from '@rollcall/core';
import type { Insertable, Selectable } from 'kysely';
import { accountColumns } from '../account/accounts.ts';
import type { Connection } from '../connection.ts';
import { insertAll, selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import type { Tables } from '../schema.ts';
import { rowsAsParameter } from '../storable.ts';

export async function addExternals(on: Connection, people: readonly NewExternal[]): Promise<void> {
  if (people.length === 0) return;
  await insertAccounts(
    on,
    people.map(({ account }) => accountColumns(account)),
  );
  await insertMemberships(
    on,
    people.map(({ membership }) => ({
      account_id: membership.accountId,
      organization_id: membership.organizationId,
      role: membership.role,
      joined_order: 0,
      joined_at: membership.joinedAt,
    })),
  );
  await insertExternals(
    on,
    people.map(({ external }) => ({
      account_id: external.accountId,
      service_id: external.serviceId,
      external_id: external.externalId,
      emails: JSON.stringify(external.emails),
    })),
  );
}

const insertAccounts = insertAll<'account', Insertable<Tables['account']>>('account', {
  id: 'id',
  display_name: 'text',
  compared_name: 'text',
  locale: 'text',
  time_zone: 'text',
  password_hash: 'text',
  password_changed_at: 'whole',
  created_at: 'whole',
  disabled_at: 'whole',
  last_looked_at: 'whole',
});

const insertMemberships = insertAll<
  'membership',
  Omit<Insertable<Tables['membership']>, 'entered_at' | 'invited_as' | 'locked_out_at' | 'locked_out_by'>
>('membership', {
  account_id: 'id',
  organization_id: 'id',
  role: 'text',
  joined_order: 'whole',
  joined_at: 'whole',
});

const insertExternals = insertAll<'external_account', Insertable<Tables['external_account']>>('external_account', {
  account_id: 'id',
  service_id: 'id',
  external_id: 'text',
  emails: 'text',
});

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

export async function findExternals(
  { db, dialect }: Connection,
  serviceId: string,
  externalIds: readonly string[],
): Promise<ExternalAccount[]> {
  const rows = rowsAsParameter(externalIds.map((external_id) => ({ external_id })));
  const wanted = dialect.tableOf<Pick<ExternalColumns, 'external_id'>>({ external_id: 'text' }, rows);
  const found = await db
    .selectFrom('external_account')
    .selectAll()
    .where('service_id', '=', id(serviceId))
    .where('external_id', 'in', (all) => all.selectFrom(wanted.as('wanted')).select('wanted.external_id'))
    .execute();
  return found.map(externalOf);
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
