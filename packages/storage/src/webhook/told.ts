import type { Told } from '@rollcall/core';
import type { Connection } from '../connection.ts';
import { selectByIds } from '../for-many.ts';
import { id } from '../id.ts';

/** Sessions by their ids, webhooks of each by theirs. */
export function toTell(on: Connection, sessionIds: readonly string[]): Promise<Told[]> {
  return toldOf(on, sessionIds.map(id));
}

const toldOf = selectByIds(
  ({ db }, ids) =>
    db
      .selectFrom(ids.as('given'))
      .crossJoin('session')
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
      .whereRef('session.credential_id', '=', 'given.id')
      .where('credential.parent_id', 'is', null)
      .where('webhook.disabled_at', 'is', null)
      .orderBy('credential.id')
      .orderBy('webhook.id'),
  (told) => told.sessionId,
);
