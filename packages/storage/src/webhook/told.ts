import type { Told } from '@rollcall/core';
import { ask, type Connection } from '../connection.ts';
import { type Id, id } from '../id.ts';
import { prepare, type SlotOf } from '../prepared.ts';
import { rowsAsParameter } from '../storable.ts';

/** Sessions by their ids, webhooks of each by theirs. */
export function toTell(on: Connection, sessionIds: readonly string[]): Promise<Told[]> {
  return toldOf(on, sessionIds.map(id));
}

const toldOf = ask<readonly Id[], Told>({
  rank: 'free',
  writes: false,
  one: toldOfAll,
  many: async (on, all) => {
    const told = Map.groupBy(await toldOfAll(on, all.flat()), ({ sessionId }) => sessionId);
    return all.map((ids) => ids.toSorted().flatMap((one) => told.get(one) ?? []));
  },
});

function toldOfAll(on: Connection, ids: readonly Id[]): Promise<Told[]> {
  return toldOfGiven(on, { ids: rowsAsParameter(ids.map((id) => ({ id }))) });
}

const toldOfGiven = prepare(({ db, dialect }, slot: SlotOf<{ ids: string }>) =>
  db
    .selectFrom(dialect.tableOf<{ id: Id }>({ id: 'id' }, slot('ids')).as('given'))
    .innerJoin('session', 'session.credential_id', 'given.id')
    .innerJoin('credential', 'credential.id', 'session.credential_id')
    .innerJoin('webhook', 'webhook.service_id', 'session.service_id')
    .innerJoin('external_account', 'external_account.account_id', 'credential.account_id')
    .select([
      'webhook.id as webhookId',
      'webhook.service_id as serviceId',
      'credential.id as sessionId',
      'credential.account_id as accountId',
      'external_account.external_id as externalId',
    ])
    .where('credential.parent_id', 'is', null)
    .where('webhook.disabled_at', 'is', null)
    .orderBy('credential.id')
    .orderBy('webhook.id'),
);
