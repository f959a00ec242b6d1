import type { AuthorityStore, Subject, SubjectKind } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { id } from '../id.ts';
import { prepare } from '../prepared.ts';
import { rowsAsParameter } from '../storable.ts';

export function authorityStore(on: Connection): AuthorityStore {
  return { raise: (subjects) => raise(on, subjects) };
}

/** The row of the epoch is locked from here to the commit, so that epochs commit in their order: take it last. */
function raise(on: Connection, subjects: readonly Subject[]): Promise<number> {
  return atomically(on, async (on) => {
    const raised = await raiseEpoch(on, {});
    const epoch = raised[0]?.epoch;
    if (epoch === undefined) throw new Error('The store has lost its epoch.');
    if (subjects.length === 0) return epoch;
    const rows = subjects.map(({ kind, id: subjectId }) => ({ subject_kind: kind, subject_id: id(subjectId) }));
    await insertRevocations(on, { rows: rowsAsParameter(rows) });
    return epoch;
  });
}

const raiseEpoch = prepare<object, { epoch: number }>(({ db }) =>
  db
    .updateTable('authority')
    .set((row) => ({ epoch: row('epoch', '+', row.lit(1)) }))
    .returning('epoch'),
);

const insertRevocations = prepare<{ rows: string }, unknown>(({ db, dialect }, slot) =>
  db
    .insertInto('revocation')
    .columns(['epoch', 'subject_kind', 'subject_id'])
    .expression(
      db
        .selectFrom(
          dialect
            .tableOf<{ subject_kind: SubjectKind; subject_id: string }>(
              { subject_kind: 'text', subject_id: 'id' },
              slot('rows'),
            )
            .as('given'),
        )
        .crossJoin('authority')
        .select(['authority.epoch', 'given.subject_kind', 'given.subject_id'])
        .distinct(),
    ),
);
