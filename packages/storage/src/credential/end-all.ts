import type { CredentialKind, EndedAll, Ending, Which } from '@rollcall/core';
import { type Insertable, sql } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import type { ColumnSort } from '../dialect.ts';
import { type Id, id } from '../id.ts';
import { compilable, prepare } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { candidates, changeInOrder, isOfFamily } from './act.ts';
import { endingColumns } from './end.ts';
import { currentGeneration } from './generations.ts';
import { isLive, isNotEnded } from './state.ts';

type OfAccount = Extract<Which, { accountId: string }>;
type OfOrganization = Extract<Which, { organizationId: string }>;

/** Whose credentials end. It is locked: two at once would raise to the same value. */
interface Subject {
  readonly kind: 'account' | 'organization';
  readonly id: Id;
  readonly column: 'account_id' | 'organization_id';
  readonly generation: 'account_generation' | 'organization_generation';
}

/** Raises one generation per kind, however many credentials that ends; those spared are moved along with it. */
export function endAll(
  on: Connection,
  { accountId, kinds, except = [] }: OfAccount,
  ending: Ending,
): Promise<EndedAll> {
  return atomically(on, async (on) => {
    const subject: Subject = {
      kind: 'account',
      id: id(accountId),
      column: 'account_id',
      generation: 'account_generation',
    };
    if ((await lockAccount(on, { id: subject.id })).length === 0) return { count: 0, announced: [] };
    const spared = except.map(id);
    const count = await countLive(on, subject, kinds, spared, ending.at);
    const announced = await endIssued(on, subject, kinds, spared, ending);
    for (const kind of kinds) await raise(on, subject, kind, spared, ending);
    return { count, announced };
  });
}

const lockAccount = prepare<{ id: Id }, { id: Id }>(({ db, dialect }, slot) =>
  db.selectFrom('account').select('id').where('id', '=', slot('id')).modifyEnd(dialect.lockRows('account')),
);

export async function endOrganization(
  on: Connection,
  { organizationId, kinds, except = [] }: OfOrganization,
  ending: Ending,
): Promise<void> {
  const subject: Subject = {
    kind: 'organization',
    id: id(organizationId),
    column: 'organization_id',
    generation: 'organization_generation',
  };
  for (const kind of kinds) await raise(on, subject, kind, except.map(id), ending);
}

async function countLive(
  on: Connection,
  subject: Subject,
  kinds: readonly CredentialKind[],
  spared: readonly Id[],
  now: number,
): Promise<number> {
  let live = candidates(on)
    .clearSelect()
    .select((row) => row.fn.countAll<number>().as('count'))
    .where(`credential.${subject.column}`, '=', subject.id)
    .where('credential.kind', 'in', kinds)
    .where('credential.parent_id', 'is', null)
    .where(isLive(now));
  if (spared.length > 0) live = live.where('credential.id', 'not in', spared);
  return (await live.executeTakeFirstOrThrow()).count;
}

/** How many rows of an account are written at once; the sweeper writes the others. */
const announcedAtOnce = 200;

async function endIssued(
  on: Connection,
  { id: accountId }: Subject,
  kinds: readonly CredentialKind[],
  spared: readonly Id[],
  ending: Ending,
): Promise<string[]> {
  const ended = await changeInOrder(
    on,
    (all) => {
      const issued = all
        .innerJoin('session', 'session.credential_id', 'credential.id')
        .where('session.service_id', 'is not', null)
        .where('credential.account_id', '=', accountId)
        .where('credential.kind', 'in', kinds)
        .where('credential.parent_id', 'is', null)
        .where(isLive(ending.at))
        .limit(announcedAtOnce);
      return spared.length === 0 ? issued : issued.where('credential.id', 'not in', spared);
    },
    endingColumns(ending),
  );
  return ended.map((session) => session.id);
}

async function raise(
  on: Connection,
  subject: Subject,
  kind: CredentialKind,
  spared: readonly Id[],
  ending: Ending,
): Promise<void> {
  const raised = {
    subject_kind: subject.kind,
    subject_id: subject.id,
    kind,
    raised_at: ending.at,
    reason: ending.reason,
    by_account_id: ending.by.accountId,
    by_device_id: ending.by.deviceId,
  };
  if (spared.length > 0) {
    const value = 1 + (await currentGeneration(on, subject.kind, subject.id, kind));
    await moveAlong(on, subject, kind, spared, value);
  }
  await insertNext(on, raised);
}

type Raised = Omit<Insertable<Tables['generation']>, 'value' | 'subject_id'> & { readonly subject_id: Id };

const raisedColumns: Readonly<Record<keyof Raised, ColumnSort>> = {
  subject_kind: 'text',
  subject_id: 'id',
  kind: 'text',
  raised_at: 'whole',
  reason: 'text',
  by_account_id: 'id',
  by_device_id: 'id',
};

/** With the next value. */
const insertNext = prepare<Raised, unknown>((on, slot) => {
  const names = Object.keys(raisedColumns) as (keyof Raised)[];
  // PostgreSQL cannot tell by itself what a parameter in a select is.
  const values = names.map((name) => sql`cast(${slot(name)} as ${on.dialect.columnTypes[raisedColumns[name]]})`);
  return compilable(
    on,
    sql`insert into generation (value, ${sql.join(names.map((name) => sql.ref(name)))})
      select coalesce(max(value), 0) + 1, ${sql.join(values)} from generation
      where subject_kind = ${slot('subject_kind')} and subject_id = ${slot('subject_id')} and kind = ${slot('kind')}`,
  );
});

/** Before the generation is raised, while one can still see which of them had ended already. */
async function moveAlong(
  on: Connection,
  subject: Subject,
  kind: CredentialKind,
  spared: readonly Id[],
  generation: number,
): Promise<void> {
  await changeInOrder(
    on,
    (all) =>
      all
        .where(isOfFamily(spared))
        .where(`credential.${subject.column}`, '=', subject.id)
        .where('credential.kind', '=', kind)
        .where(isNotEnded),
    { [subject.generation]: generation },
  );
}
