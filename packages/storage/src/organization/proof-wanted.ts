import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { selectForMany } from '../for-many.ts';
import { type Id, id } from '../id.ts';

export async function wantProof(
  { db }: Connection,
  accountId: string,
  organizationId: string,
  after: number,
): Promise<void> {
  await db
    .insertInto('proof_wanted')
    .values({ account_id: accountId, organization_id: organizationId, after_at: after })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'organization_id'])
        .doUpdateSet({ after_at: sql<number>`excluded.after_at` })
        .where('proof_wanted.after_at', '<', after),
    )
    .execute();
}

export async function proofWantedAfter(
  on: Connection,
  accountId: string,
  organizationId: string,
): Promise<number | null> {
  const [row] = await wantedOf(on, { account_id: id(accountId), organization_id: id(organizationId) });
  return row?.after_at ?? null;
}

const wantedOf = selectForMany<{ account_id: Id; organization_id: Id }, { after_at: number }>(
  { account_id: 'id', organization_id: 'id' },
  ({ db }, slot) =>
    db
      .selectFrom('proof_wanted')
      .select('after_at')
      .where('account_id', '=', slot('account_id'))
      .where('organization_id', '=', slot('organization_id')),
);
