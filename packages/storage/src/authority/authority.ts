import type { AuthorityStore, Subject, SubjectKind } from '@rollcall/core';
import { sql } from 'kysely';
import { ask, atomically, type Connection } from '../connection.ts';
import { type Columns, columnsOf, given, type Sorts } from '../for-many.ts';
import { type Id, id } from '../id.ts';
import { compilable, prepare } from '../prepared.ts';
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
  one: async (on, subjects) =>
    on.dialect.isRemote ? (await raiseForAll(on, [subjects])).flat() : raiseHere(on, subjects),
  many: raiseForAll,
});

type Asked = RevocationRow & { readonly asker: number };

interface RevocationRow {
  readonly subject_kind: SubjectKind;
  readonly subject_id: Id;
}

const rowOf = ({ kind, id: subjectId }: Subject): RevocationRow => ({ subject_kind: kind, subject_id: id(subjectId) });

/** Each gets an epoch of its own, in the order of asking. */
async function raiseForAll(on: Connection, all: readonly (readonly Subject[])[]): Promise<number[][]> {
  const rows = all.flatMap((subjects, asker) => subjects.map((subject) => ({ asker, ...rowOf(subject) })));
  const [raised] = await raiseAndInsert(on, { by: all.length, ...columnsOf(sorts, rows) });
  return raised === undefined ? [] : all.map((_subjects, asker) => [raised.epoch - all.length + 1 + asker]);
}

const sorts: Sorts<Asked> = {
  asker: 'whole',
  subject_kind: 'text',
  subject_id: 'id',
};

/** In one statement that travels: until the commit all other endings wait. */
const raiseAndInsert = prepare<{ by: number } & Columns<Asked>, { epoch: number }>((on, slot) =>
  compilable(
    on,
    sql`with raised as (update authority set epoch = epoch + ${slot('by')} returning epoch),
        written as (
          insert into revocation (epoch, subject_kind, subject_id)
          select distinct raised.epoch - ${slot('by')} + 1 + given.asker, given.subject_kind, given.subject_id
          from raised cross join ${given<Asked>(on, sorts, slot)}
        )
        select epoch from raised`,
  ),
);

function raiseHere(on: Connection, subjects: readonly Subject[]): Promise<number[]> {
  return atomically(on, async (on) => {
    const [raised] = await raiseEpoch(on, {});
    if (raised === undefined) return [];
    const rows = subjects.map((subject) => ({ epoch: raised.epoch, ...rowOf(subject) }));
    if (rows.length > 0) await insertRevocations(on, { rows: rowsAsParameter(rows) });
    return [raised.epoch];
  });
}

const raiseEpoch = prepare<object, { epoch: number }>(({ db }) =>
  db
    .updateTable('authority')
    .set((row) => ({ epoch: row('epoch', '+', 1) }))
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
            .tableOf<RevocationRow & { epoch: number }>(
              { epoch: 'whole', subject_kind: 'text', subject_id: 'id' },
              slot('rows'),
            )
            .as('given'),
        )
        .select(['given.epoch', 'given.subject_kind', 'given.subject_id'])
        .distinct(),
    ),
);
