import type { LoginName } from '@rollcall/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';

export async function loginNames({ db }: Connection, accountId: string): Promise<LoginName[]> {
  const rows = await db
    .selectFrom('login_name')
    .selectAll()
    .where('account_id', '=', id(accountId))
    .orderBy('created_at')
    .orderBy('normalized')
    .execute();
  return rows.map(loginNameOf);
}

export async function findLoginName({ db }: Connection, normalized: string): Promise<LoginName | null> {
  const row = await db.selectFrom('login_name').selectAll().where('normalized', '=', normalized).executeTakeFirst();
  return row === undefined ? null : loginNameOf(row);
}

export async function addLoginName({ db }: Connection, name: LoginName): Promise<boolean> {
  const added = await db
    .insertInto('login_name')
    .values({
      normalized: name.normalized,
      text: name.text,
      account_id: name.accountId,
      kind: name.kind,
      created_at: name.createdAt,
      verified_at: name.verifiedAt,
    })
    .onConflict((conflict) => conflict.column('normalized').doNothing())
    .executeTakeFirstOrThrow();
  return added.numInsertedOrUpdatedRows === 1n;
}

export async function removeLoginName({ db }: Connection, normalized: string, accountId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('login_name')
    .where('normalized', '=', normalized)
    .where('account_id', '=', id(accountId))
    .executeTakeFirstOrThrow();
  return removed.numDeletedRows === 1n;
}

export function loginNameOf(row: Selectable<Tables['login_name']>): LoginName {
  return {
    normalized: row.normalized,
    text: row.text,
    accountId: row.account_id,
    kind: row.kind,
    createdAt: row.created_at,
    verifiedAt: row.verified_at,
  };
}
