import type { Handover } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { selectByIds } from '../for-many.ts';
import { id } from '../id.ts';

export async function addHandover({ db }: Connection, handover: Handover): Promise<void> {
  await db
    .insertInto('handover')
    .values({ link_id: handover.linkId, service_id: handover.serviceId, return_to: handover.returnTo })
    .execute();
}

export async function findHandover({ db }: Connection, linkId: string): Promise<Handover | null> {
  const row = await db.selectFrom('handover').selectAll().where('link_id', '=', id(linkId)).executeTakeFirst();
  return row === undefined ? null : { linkId: row.link_id, serviceId: row.service_id, returnTo: row.return_to };
}

/** In the order of their ids. */
export async function handedOverFrom(on: Connection, sessionIds: readonly string[]): Promise<string[]> {
  const rows = await idsByOrigin(on, sessionIds.map(id));
  return rows.map((row) => row.id).sort();
}

// A cross join, because SQLite then starts from the few that are given.
const idsByOrigin = selectByIds(
  ({ db }, ids) =>
    db
      .selectFrom(ids.as('given'))
      .crossJoin('session')
      .select(['given.id as origin', 'session.credential_id as id'])
      .whereRef('session.from_session_id', '=', 'given.id')
      .where('session.service_id', 'is not', null),
  (row) => row.origin,
);
