import type { Connection } from '../connection.ts';

/** Deletes, oldest first, what every verifier has acknowledged. */
export async function forgetRevocations({ db }: Connection, ackedByAll: number, batch: number): Promise<number> {
  const forgotten = await db
    .deleteFrom('revocation')
    .where((row) =>
      row(
        row.refTuple('epoch', 'subject_kind', 'subject_id'),
        'in',
        row
          .selectFrom('revocation')
          .select(['epoch', 'subject_kind', 'subject_id'])
          .where('epoch', '<=', ackedByAll)
          .orderBy('epoch')
          .limit(batch)
          .$asTuple('epoch', 'subject_kind', 'subject_id'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(forgotten.numDeletedRows);
}
