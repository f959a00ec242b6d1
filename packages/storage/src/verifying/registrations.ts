import type { VerifierRow } from '@rollcall/core';
import type { Connection } from '../connection.ts';

/** Durable. A verifier that registers again under a new incarnation has cleared its memory and begins anew. */
export async function insertVerifier(
  { db }: Connection,
  verifier: Pick<VerifierRow, 'id' | 'incarnation' | 'name'>,
): Promise<void> {
  const anew = { incarnation: verifier.incarnation, name: verifier.name, acked_epoch: 0, renewals: 0 };
  await db
    .insertInto('verifier')
    .values({ id: verifier.id, ...anew })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(anew))
    .execute();
}

export async function readVerifiers({ db }: Connection): Promise<VerifierRow[]> {
  const rows = await db.selectFrom('verifier').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    incarnation: row.incarnation,
    name: row.name,
    ackedEpoch: row.acked_epoch,
    renewals: row.renewals,
  }));
}

/** With `renewals`, only if the verifier has not been heard from since that count was read. */
export async function removeVerifier(
  { db }: Connection,
  id: string,
  incarnation: string,
  renewals?: number,
): Promise<boolean> {
  let row = db.deleteFrom('verifier').where('id', '=', id).where('incarnation', '=', incarnation);
  if (renewals !== undefined) row = row.where('renewals', '=', renewals);
  const removed = await row.executeTakeFirstOrThrow();
  return removed.numDeletedRows === 1n;
}
