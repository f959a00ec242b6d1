import { type Chance, type Clock, defaultPolicy } from '@rollcall/core';
import { atomically, type Connection } from '../connection.ts';
import { insertPolicy } from './policy.ts';

/** At the first start, makes the organization that everybody stands in until there are others. */
export function foundDefault(on: Connection, clock: Clock, chance: Pick<Chance, 'id'>): Promise<void> {
  return atomically(on, async (on) => {
    const founded = await on.db
      .insertInto('organization')
      .values({ id: chance.id(), name: 'Home', created_at: clock.now(), is_default: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (founded === undefined) return;
    await insertPolicy(on, founded.id, defaultPolicy);
  });
}
