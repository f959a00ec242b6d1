import type { CredentialKind, Generations } from '@rollcall/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';

/** Both in one statement, or an ending between the two could be missed. */
export function findGenerations(
  { db }: Connection,
  accountId: string,
  organizationId: string,
  kind: CredentialKind,
): Promise<Generations> {
  return db
    .selectNoFrom([
      latest('account', accountId, kind).as('account'),
      latest('organization', organizationId, kind).as('organization'),
    ])
    .executeTakeFirstOrThrow();
}

export async function currentGeneration(
  { db }: Connection,
  subjectKind: 'account' | 'organization',
  subjectId: string,
  kind: CredentialKind,
): Promise<number> {
  const { value } = await db.selectNoFrom(latest(subjectKind, subjectId, kind).as('value')).executeTakeFirstOrThrow();
  return value;
}

/** No row at all is generation 0. */
function latest(subjectKind: 'account' | 'organization', subjectId: string, kind: CredentialKind) {
  return sql<number>`(select coalesce(max(value), 0) from generation
    where subject_kind = ${subjectKind} and subject_id = ${id(subjectId)} and kind = ${kind})`;
}
