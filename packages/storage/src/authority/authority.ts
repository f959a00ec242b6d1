import type { AuthorityStore, Subject, SubjectKind } from '@rollcall/core';
import { ask, atomically, type Connection } from '../connection.ts';
import { id } from '../id.ts';
import { prepare } from '../prepared.ts';
import { rowsAsParameter } from '../storable.ts';

export function authorityStore(on: Connection): AuthorityStore {
  return {
    raise: async (subjects) => {
      const [epoch] = await raise(on, subjects);
      if (epoch === undefined) throw new Error('The store has lost its epoch.');
      return epoch;
    },
  };
}

/** The row of the epoch is locked from here to the commit, so that epochs commit in their order: take it last. */
const raise = ask<readonly Subject[], number>({
  rank: 'epoch',
  writes: true,
  one: async (on, subjects) => (await raiseForAll(on, [subjects])).flat(),
  many: (on, all) => raiseForAll(on, all),
});

/** Each gets an epoch of its own, in the order of asking. */
function raiseForAll(on: Connection, all: readonly (readonly Subject[])[]): Promise<number[][]> {
  return atomically(on, async (on) => {
    const [raised] = await raiseEpoch(on, { by: all.length });
    if (raised === undefined) return [];
    const epochs = all.map((_subjects, nth) => raised.epoch - all.length + 1 + nth);
    const rows = all.flatMap((subjects, nth) => subjects.map((subject) => rowOf(subject, epochs[nth] ?? 0)));
    if (rows.length > 0) await insertRevocations(on, { rows: rowsAsParameter(rows) });
    return epochs.map((epoch) => [epoch]);
  });
}

const rowOf = (subject: Subject, epoch: number) => ({ epoch, subject_kind: subject.kind, subject_id: id(subject.id) });

const raiseEpoch = prepare<{ by: number }, { epoch: number }>(({ db }, slot) =>
  db
    .updateTable('authority')
    .set((row) => ({ epoch: row('epoch', '+', slot('by')) }))
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
            .tableOf<{ epoch: number; subject_kind: SubjectKind; subject_id: string }>(
              { epoch: 'whole', subject_kind: 'text', subject_id: 'id' },
              slot('rows'),
            )
            .as('given'),
        )
        .select(['given.epoch', 'given.subject_kind', 'given.subject_id'])
        .distinct(),
    ),
);
