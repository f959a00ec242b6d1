import { type Chance, type Clock, defaultPolicy } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { policyColumns } from './policy.ts';

/** At the first start, makes the organization that everybody stands in until there are others. */
export function foundDefault(on: Connection, clock: Clock, chance: Pick<Chance, 'id'>): Promise<void> {
  return atomically(on, async ({ db }) => {
    const founded = await db
      .insertInto('organization')
      .values({ id: chance.id(), name: 'Home', created_at: clock.now(), is_default: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (founded === undefined) return;
    const policy = { organization_id: founded.id, version: 1, ...policyColumns(defaultPolicy) };
    await db.insertInto('policy').values(policy).execute();
  });
}
