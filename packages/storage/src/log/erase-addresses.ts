import { type SqlBool, sql } from 'kysely';
import type { Connection } from '../connection.ts';

const dayMs = 86_400_000;

/** Only what is sealed: the commitment stays, so that the chain still shows that nothing else was changed. */
export async function eraseAddresses(on: Connection, now: number, batch: number): Promise<number> {
  const ofOrganizations = await erase(on, now, batch, 'organization');
  return ofOrganizations + (await erase(on, now, batch - ofOrganizations, 'none'));
}

/** A cross join, because SQLite then starts from the few policies and not from all that still has an address. */
async function erase({ db }: Connection, now: number, batch: number, of: 'organization' | 'none'): Promise<number> {
  const old = db
    .selectFrom('policy')
    .innerJoin('organization', 'organization.id', 'policy.organization_id')
    .crossJoin('log')
    .select('log.id')
    .where((row) =>
      of === 'organization'
        ? row('log.organization_id', '=', row.ref('policy.organization_id'))
        : row.and([row('log.organization_id', 'is', null), row('organization.is_default', '=', 1)]),
    )
    .where('log.address', 'is not', null)
    .where('log.sequence', 'is not', null)
    .where(sql<SqlBool>`log.at < ${now} - policy.address_days * ${sql.lit(dayMs)}`)
    .limit(batch);
  const erased = await db
    .updateTable('log')
    .set({ address: null, salt: null })
    .where('id', 'in', old)
    .executeTakeFirstOrThrow();
  return Number(erased.numUpdatedRows);
}
