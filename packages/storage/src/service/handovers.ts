import type { Handover } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';

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

/** In the order of their ids, as everything that changes several credentials locks them. */
export async function handedOverFrom(on: Connection, sessionId: string): Promise<string[]> {
  const rows = await idsByOrigin(on, { from_session_id: id(sessionId) });
  return rows.map((row) => row.credential_id).sort();
}

const idsByOrigin = selectForMany<{ from_session_id: Id }, { credential_id: string }>(
  { from_session_id: 'id' },
  ({ db }, slot) =>
    db
      .selectFrom('session')
      .select('credential_id')
      .where('from_session_id', '=', slot('from_session_id'))
      .where('service_id', 'is not', null),
);
