import type { CredentialKind, Generations } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';

/** Both in one statement, or an ending between the two could be missed. */
export async function findGenerations(
  on: Connection,
  accountId: string,
  organizationId: string,
  kind: CredentialKind,
): Promise<Generations> {
  const [generations] = await latestOfBoth(on, { account: id(accountId), organization: id(organizationId), kind });
  if (generations === undefined) throw new Error('The store did not tell the generations.');
  return generations;
}

const latestOfBoth = selectForMany<{ account: Id; organization: Id; kind: CredentialKind }, Generations>(
  { account: 'id', organization: 'id', kind: 'text' },
  ({ db }, slot) =>
    db.selectNoFrom([
      latest('account', slot('account'), slot('kind')).as('account'),
      latest('organization', slot('organization'), slot('kind')).as('organization'),
    ]),
);

export async function currentGeneration(
  { db }: Connection,
  subjectKind: 'account' | 'organization',
  subjectId: string,
  kind: CredentialKind,
): Promise<number> {
  const { value } = await db
    .selectNoFrom(latest(subjectKind, id(subjectId), kind).as('value'))
    .executeTakeFirstOrThrow();
  return value;
}

export async function findAllEndedAt(
  on: Connection,
  accountId: string | null,
  organizationId: string,
  kind: CredentialKind,
): Promise<number | null> {
  const organization = id(organizationId);
  // Nobody's account is asked for as the organization again, which changes nothing.
  const account = accountId === null ? organization : id(accountId);
  const [ended] = await endedOfBoth(on, { account, organization, kind });
  return ended?.at ?? null;
}

const endedOfBoth = selectForMany<
  Record<'account' | 'organization', Id> & { kind: CredentialKind },
  { at: number | null }
>({ account: 'id', organization: 'id', kind: 'text' }, ({ db }, slot) =>
  db
    .selectFrom('generation')
    .select((row) => row.fn.max<number | null>('raised_at').as('at'))
    .where('subject_kind', 'in', ['account', 'organization'])
    .where(({ eb, or }) => or([eb('subject_id', '=', slot('account')), eb('subject_id', '=', slot('organization'))]))
    .where('kind', '=', slot('kind')),
);

/** No row at all is generation 0. */
function latest(subjectKind: 'account' | 'organization', subjectId: Id, kind: CredentialKind) {
  return sql<number>`(select coalesce(max(value), 0) from generation
    where subject_kind = ${sql.lit(subjectKind)} and subject_id = ${subjectId} and kind = ${kind})`;
}
