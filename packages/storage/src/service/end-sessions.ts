import type { Ending } from '@rollcall/core';
import { sql } from 'kysely';
import { atomically, type Connection } from '../connection.ts';
import { candidates } from '../credential/act.ts';
import { isLive } from '../credential/state.ts';
import { type Id, id } from '../id.ts';

interface Ended {
  readonly count: number;
  readonly accountIds: string[];
}

/** A few statements however many accounts there are: each gets one generation more, as when one of them is ended by itself. */
export function endSessionsOf(on: Connection, serviceId: string, ending: Ending): Promise<Ended> {
  return atomically(on, async (on) => {
    const service = id(serviceId);
    const accountIds = await lockAccounts(on, service);
    const { count } = await candidates(on)
      .clearSelect()
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('credential.account_id', 'in', accountsOf(on, service))
      .where('credential.kind', '=', 'session')
      .where('credential.parent_id', 'is', null)
      .where(isLive(ending.at))
      .executeTakeFirstOrThrow();
    await raiseAll(on, service, ending);
    return { count, accountIds };
  });
}

const accountsOf = ({ db }: Connection, service: Id) =>
  db
    .selectFrom('external_account')
    .select('external_account.account_id')
    .where('external_account.service_id', '=', service);

/** In the order of their ids, as everything does that locks several. */
async function lockAccounts({ db, dialect }: Connection, service: Id): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('external_account', 'external_account.account_id', 'account.id')
    .select('account.id')
    .where('external_account.service_id', '=', service)
    .orderBy('account.id')
    .modifyEnd(dialect.lockRows('account'))
    .execute();
  return rows.map((row) => row.id);
}

async function raiseAll({ db, dialect }: Connection, service: Id, { at, reason, by }: Ending): Promise<void> {
  const { id: uuid, text, whole } = dialect.columnTypes;
  await db
    .insertInto('generation')
    .columns(['subject_kind', 'subject_id', 'kind', 'value', 'raised_at', 'reason', 'by_account_id', 'by_device_id'])
    .expression(
      db
        .selectFrom('external_account')
        .where('external_account.service_id', '=', service)
        .select([
          sql.lit('account' as const).as('subject_kind'),
          'external_account.account_id as subject_id',
          sql.lit('session' as const).as('kind'),
          sql<number>`1 + (select coalesce(max(generation.value), 0) from generation
            where generation.subject_kind = 'account' and generation.kind = 'session'
              and generation.subject_id = external_account.account_id)`.as('value'),
          sql<number>`cast(${at} as ${whole})`.as('raised_at'),
          sql<typeof reason>`cast(${reason} as ${text})`.as('reason'),
          sql<Id | null>`cast(${by.accountId} as ${uuid})`.as('by_account_id'),
          sql<Id | null>`cast(${by.deviceId} as ${uuid})`.as('by_device_id'),
        ]),
    )
    .execute();
}
