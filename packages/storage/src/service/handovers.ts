import type { Handover } from '@rollcall/core';
import type { Connection } from '../connection.ts';
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

export async function handedOverFrom({ db }: Connection, sessionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('session')
    .select('credential_id')
    .where('from_session_id', '=', id(sessionId))
    .orderBy('credential_id')
    .execute();
  return rows.map((row) => row.credential_id);
}
