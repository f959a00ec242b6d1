import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';

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
  { db }: Connection,
  accountId: string,
  organizationId: string,
): Promise<number | null> {
  const row = await db
    .selectFrom('proof_wanted')
    .select('after_at')
    .where('account_id', '=', id(accountId))
    .where('organization_id', '=', id(organizationId))
    .executeTakeFirst();
  return row?.after_at ?? null;
}
