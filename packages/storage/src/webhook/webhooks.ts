import type { SealedSecrets, Webhook, WebhookFailure, WebhookStore } from '@rollcall/core';
import type { Selectable, Updateable } from 'kysely';
import type { Connection } from '../connection.ts';
import { id } from '../id.ts';
import type { Tables } from '../schema.ts';
import { toTell } from './told.ts';

export function webhookStore(on: Connection): WebhookStore {
  const change = (webhookId: string, columns: Updateable<Tables['webhook']>) => update(on, webhookId, columns);
  return {
    insert: (webhook, sealedSecret) => insert(on, webhook, sealedSecret),
    find: (webhookId) => find(on, webhookId),
    list: (serviceId) => list(on, serviceId),
    setSecret: (webhookId, sealedSecret, oldUntil) => setSecret(on, webhookId, sealedSecret, oldUntil),
    noteDelivered: (webhookId, at) => change(webhookId, { delivered_at: at }),
    noteFailed: (webhookId, at, failure) => change(webhookId, { failed_at: at, failure }),
    disable: (webhookId, at, reason) => change(webhookId, { disabled_at: at, disabled_reason: reason }),
    enable: (webhookId) => change(webhookId, { disabled_at: null, disabled_reason: null }),
    toTell: (sessionIds) => toTell(on, sessionIds),
    remove: (webhookId) => remove(on, webhookId),
  };
}

async function insert(
  { db }: Connection,
  webhook: Pick<Webhook, 'id' | 'serviceId' | 'url' | 'createdAt'>,
  sealedSecret: Uint8Array,
): Promise<void> {
  await db
    .insertInto('webhook')
    .values({
      id: webhook.id,
      service_id: webhook.serviceId,
      url: webhook.url,
      sealed_secret: sealedSecret,
      old_sealed_secret: null,
      old_secret_until: null,
      created_at: webhook.createdAt,
      delivered_at: null,
      failed_at: null,
      failure: null,
      disabled_at: null,
      disabled_reason: null,
    })
    .execute();
}

async function find({ db }: Connection, webhookId: string): Promise<(Webhook & SealedSecrets) | null> {
  const row = await db.selectFrom('webhook').selectAll().where('id', '=', id(webhookId)).executeTakeFirst();
  return row === undefined ? null : { ...webhookOf(row), ...secretsOf(row) };
}

async function list({ db }: Connection, serviceId: string): Promise<Webhook[]> {
  const rows = await db
    .selectFrom('webhook')
    .selectAll()
    .where('service_id', '=', id(serviceId))
    .orderBy('id')
    .execute();
  return rows.map(webhookOf);
}

async function update({ db }: Connection, webhookId: string, columns: Updateable<Tables['webhook']>): Promise<void> {
  await db.updateTable('webhook').set(columns).where('id', '=', id(webhookId)).execute();
}

/** The old one is moved by the store itself: a rotation of keys may be sealing it anew. */
async function setSecret(
  { db }: Connection,
  webhookId: string,
  sealedSecret: Uint8Array,
  oldUntil: number,
): Promise<void> {
  await db
    .updateTable('webhook')
    .set((row) => ({
      sealed_secret: sealedSecret,
      old_sealed_secret: row.ref('sealed_secret'),
      old_secret_until: oldUntil,
    }))
    .where('id', '=', id(webhookId))
    .execute();
}

async function remove({ db }: Connection, webhookId: string): Promise<boolean> {
  const removed = await db.deleteFrom('webhook').where('id', '=', id(webhookId)).executeTakeFirstOrThrow();
  return removed.numDeletedRows > 0n;
}

function webhookOf(row: Selectable<Tables['webhook']>): Webhook {
  return {
    id: row.id,
    serviceId: row.service_id,
    url: row.url,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
    failedAt: row.failed_at,
    failure: row.failure as WebhookFailure | null,
    disabledAt: row.disabled_at,
    disabledReason: row.disabled_reason,
  };
}

function secretsOf(row: Selectable<Tables['webhook']>): SealedSecrets {
  return {
    sealedSecret: row.sealed_secret,
    oldSealedSecret: row.old_sealed_secret,
    oldSecretUntil: row.old_secret_until,
  };
}
