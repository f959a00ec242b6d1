import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerOf, RouteKey } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startWebhookReceiver,
  verified,
  type WebhookReceiver,
} from '../../packages/server/src/test-helpers/webhook-receiver.ts';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import { createDatabase, type TestDatabase } from '../src/postgres.ts';
import { ServerProcess } from '../src/server-process.ts';
import { engines } from '../src/test-server.ts';

/** What was taken from the outbox at the moment of the kill is taken again when its lease is over. */
const leaseMs = 45_000;
const patience = { timeout: 120_000 };
const sessions = 12;

describe.each(engines)('kill -9 between an ending and its webhook on %s', patience, (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-webhook-kill-'));
  let database: TestDatabase | null = null;
  let receiver: WebhookReceiver;
  let environment: Record<string, string> = {};
  let address = '';
  let server: ServerProcess;

  async function start(): Promise<void> {
    server = new ServerProcess(environment);
    await server.says('listens on');
  }

  async function operator<Key extends RouteKey>(key: Key, path: string, body: unknown): Promise<AnswerOf<Key>> {
    const [method = ''] = key.split(' ');
    return (await send(join(folder, 'operator.sock'), { method, path, body })).json<AnswerOf<Key>>();
  }

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    environment = {
      ROLLCALL_DATA_FOLDER: folder,
      ROLLCALL_PORT: String(port),
      ROLLCALL_LOG_LEVEL: 'warn',
      ROLLCALL_WEBHOOK_INTERNAL_HOSTS: '127.0.0.1',
    };
    if (engine === 'postgres') {
      database = await createDatabase();
      environment['ROLLCALL_DATABASE_URL'] = database.url;
    }
    await start();
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    await receiver.close();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses no message of an ending that stands, tells of none that does not, and repeats under the same id', async () => {
    await operator('POST /operator/services', '/operator/services', { name: 'Acme' });
    const { secret } = await operator('POST /operator/services/:service/webhooks', '/operator/services/Acme/webhooks', {
      url: `http://127.0.0.1:${receiver.port}/`,
    });
    const { token } = await operator(
      'POST /operator/services/:service/credentials',
      '/operator/services/Acme/credentials',
      {
        name: 'tests',
        permissions: ['service.sessions.issue', 'service.sessions.verify', 'service.sessions.terminate'],
      },
    );
    const headers = { authorization: `Bearer ${token}` };
    const ask = (path: string, body?: unknown) => send(address, { method: 'POST', path, body, headers });
    const issued = await Promise.all(
      Array.from({ length: sessions }, async (_, index) =>
        (await ask('/v1/service/sessions', { externalId: `user-${index}` })).json<
          AnswerOf<'POST /v1/service/sessions'>
        >(),
      ),
    );
    // The first ones are under way to a target that keeps silent when the process dies; others have just been committed.
    receiver.answer(() => {});
    let answered = 0;
    const endings = issued.map(async ({ session }, index) => {
      await wait(index * 15);
      await ask(`/v1/service/sessions/${session.id}/revocation`)
        .then(() => {
          answered += 1;
        })
        .catch(() => {});
    });
    await expect.poll(() => answered, { interval: 5, timeout: 20_000 }).toBeGreaterThan(sessions / 2);
    await server.kill('SIGKILL');
    await Promise.all(endings);
    const offered = receiver.received.length;
    receiver.answer(204);
    await start();
    const states = await Promise.all(
      issued.map(async ({ token: session }) =>
        (await ask('/v1/verify', { token: session })).json<{ active: boolean }>(),
      ),
    );
    const ended = issued.filter((_, index) => states[index]?.active === false).map(({ session }) => session.id);
    expect(ended.length).toBeGreaterThanOrEqual(answered);
    const told = () => receiver.received.slice(offered).map(({ body }) => JSON.parse(body).data.sessionId as string);
    await expect
      .poll(() => ended.filter((id) => !told().includes(id)), { timeout: leaseMs, interval: 200 })
      .toEqual([]);
    const idsOf = new Map<string, Set<string>>();
    for (const received of receiver.received) {
      expect(verified(secret, received)).toMatchObject({ type: 'session.ended' });
      const { sessionId } = JSON.parse(received.body).data as { sessionId: string };
      idsOf.set(sessionId, (idsOf.get(sessionId) ?? new Set()).add(received.headers['webhook-id'] ?? ''));
    }
    expect([...idsOf.keys()].sort()).toEqual([...ended].sort());
    for (const ids of idsOf.values()) expect(ids.size).toBe(1);
  });
});
