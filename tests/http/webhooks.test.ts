import { createHash, randomBytes } from 'node:crypto';
import type { AnswerOf, Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startWebhookReceiver,
  verified,
  type WebhookReceiver,
} from '../../packages/server/src/test-helpers/webhook-receiver.ts';
import type { TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

type Added = AnswerOf<'POST /operator/services/:service/webhooks'>;
type Webhooks = AnswerOf<'GET /operator/services/:service/webhooks'>;

interface Ended {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly sessionId: string; readonly reason: string; readonly endedBy: string };
}

const hour = 3_600_000;

describe.each(engines)('webhooks on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let receiver: WebhookReceiver;
  let acme: TestService;
  let added: Added;

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    server = await startTestServer(engine, { ROLLCALL_WEBHOOK_INTERNAL_HOSTS: `127.0.0.1:${receiver.port}` });
    anna = (await server.setUp()).browser;
    acme = await TestService.make(server, 'Acme');
    added = (await add('Acme', url())).json<Added>();
  });
  afterAll(async () => {
    await server.stop();
    await receiver.close();
  });

  const url = () => `http://127.0.0.1:${receiver.port}/hooks/acme`;
  const add = (service: string, to: string) =>
    server.operator('POST', `/operator/services/${encodeURIComponent(service)}/webhooks`, { url: to });
  const listed = async (service: string) =>
    (await server.operator('GET', `/operator/services/${service}/webhooks`)).json<Webhooks>().rows;
  const messages = () => receiver.received.map(({ body }) => JSON.parse(body) as Ended);
  const toldOf = (sessionId: string) => messages().filter(({ data }) => data.sessionId === sessionId);

  /** Waits until that session's end has been told, and returns what was said, without what it shares with the others. */
  async function ended(sessionId: string) {
    await expect.poll(() => toldOf(sessionId).length, { timeout: 5_000 }).toBeGreaterThan(0);
    const [message] = toldOf(sessionId);
    return { reason: message?.data.reason, endedBy: message?.data.endedBy };
  }

  it('tell the service what it may know, signed, and no more', async () => {
    const { session, account, token } = await acme.signIn('told-1', { address: '203.0.113.7' });
    await acme.ask('POST', `/v1/service/sessions/${session.id}/revocation`);
    await ended(session.id);
    const received = receiver.received.find(({ body }) => body.includes(session.id));
    if (received === undefined) throw new Error('Nothing came.');
    const [{ timestamp = '' } = {}] = toldOf(session.id);
    expect(verified(added.secret, received)).toEqual({
      type: 'session.ended',
      timestamp,
      data: {
        sessionId: session.id,
        externalId: 'told-1',
        accountId: account.id,
        reason: 'revoked_by_service',
        endedAt: Date.parse(timestamp),
        endedBy: 'service',
      },
    });
    expect(received.body).not.toMatch(new RegExp(`${token}|203\\.0\\.113|rcs_`));
    expect(received.path).toBe('/hooks/acme');
  });

  it('tell of a session once, whoever ended it, and however', async () => {
    const [byService, bySelf, byOperator, ...all] = await Promise.all(
      Array.from({ length: 6 }, () => acme.signIn('told-2')),
    );
    const disabled = await acme.signIn('told-3');
    if (byService === undefined || bySelf === undefined || byOperator === undefined) throw new Error('Too few.');
    await acme.ask('POST', `/v1/service/sessions/${byService.session.id}/revocation`);
    expect(await ended(byService.session.id)).toEqual({ reason: 'revoked_by_service', endedBy: 'service' });
    await send(server.origin, {
      method: 'POST',
      path: '/v1/sign-out',
      headers: { authorization: `Bearer ${bySelf.token}` },
    });
    expect(await ended(bySelf.session.id)).toEqual({ reason: 'signed_out', endedBy: 'person' });
    await server.operator('POST', `/operator/sessions/${byOperator.session.id}/revocation`);
    expect(await ended(byOperator.session.id)).toEqual({ reason: 'revoked_by_operator', endedBy: 'operator' });
    const [spared, ...others] = all;
    await acme.ask('POST', '/v1/service/accounts/told-2/sessions/revocation', { except: [spared?.session.id] });
    for (const { session } of others) {
      expect(await ended(session.id)).toEqual({ reason: 'revoked_by_service', endedBy: 'service' });
    }
    await acme.ask('POST', '/v1/service/accounts/told-3/disabling');
    expect(await ended(disabled.session.id)).toEqual({ reason: 'account_disabled', endedBy: 'service' });
    await acme.ask('POST', '/v1/service/accounts/told-2/sessions/revocation', {});
    expect(await ended(spared?.session.id ?? '')).toEqual({ reason: 'revoked_by_service', endedBy: 'service' });
    for (const { session } of [byService, bySelf, byOperator, disabled, ...all]) {
      expect(toldOf(session.id)).toHaveLength(1);
    }
  });

  it('tell of the end of a session that was imported, by whoever, by time, and with all others', async () => {
    const rows = Array.from({ length: 4 }, (_, number) => ({
      tokenHash: createHash('sha256').update(randomBytes(16)).digest('hex'),
      externalId: `told-imported-${number < 2 ? 1 : 2}`,
      issuedAt: server.clock.now() - hour,
      ...(number === 1 && { expiresAt: server.clock.now() + 1_000 }),
    }));
    type Imported = AnswerOf<'POST /v1/service/sessions/import'>;
    const imported = (await acme.ask<Imported>('POST', '/v1/service/sessions/import', { rows })).rows;
    const [one = '', short = '', ...all] = imported.map((row) => ('sessionId' in row ? row.sessionId : ''));
    await acme.ask('POST', `/v1/service/sessions/${one}/revocation`);
    expect(await ended(one)).toEqual({ reason: 'revoked_by_service', endedBy: 'service' });
    await acme.ask('POST', '/v1/service/accounts/told-imported-2/sessions/revocation', {});
    for (const id of all) expect(await ended(id)).toEqual({ reason: 'revoked_by_service', endedBy: 'service' });
    server.clock.pass(1_000);
    await server.restart();
    expect(await ended(short)).toEqual({ reason: 'expired', endedBy: 'system' });
    for (const id of [one, short, ...all]) expect(toldOf(id)).toHaveLength(1);
  });

  it('tell of what ran out of time, once the sweeper comes by', async () => {
    const [idle, kept] = [await acme.signIn('told-4'), await acme.signIn('told-4', { lifetime: 'remembered' })];
    server.clock.pass(13 * hour);
    await server.restart();
    expect(await ended(idle.session.id)).toEqual({ reason: 'idle', endedBy: 'system' });
    const [message] = toldOf(idle.session.id);
    expect(Date.parse(message?.timestamp ?? '')).toBe(idle.session.signedInAt + 12 * hour);
    expect(toldOf(kept.session.id)).toEqual([]);
  });

  it('tell an administrator of the organization from whoever runs the server', async () => {
    const people = ['told-6', 'told-7', 'told-8', 'told-9'] as const;
    const [one, out, removed, all] = await Promise.all(people.map((name) => acme.signIn(name)));
    if (one === undefined || out === undefined || removed === undefined || all === undefined) throw new Error('Few.');
    await anna.signIn('anna', password);
    await anna.ask('POST', `/v1/organization/sessions/${one.session.id}/termination`);
    expect(await ended(one.session.id)).toEqual({ reason: 'revoked_by_administrator', endedBy: 'administrator' });
    await anna.ask('POST', `/v1/organization/users/${out.account.id}/lock-out`, {});
    expect(await ended(out.session.id)).toEqual({ reason: 'locked_out', endedBy: 'administrator' });
    await server.operator('POST', `/operator/members/${removed.account.id}/removal`);
    expect(await ended(removed.session.id)).toEqual({ reason: 'member_removed', endedBy: 'operator' });
    const { organization } = await anna.ask<Me>('GET', '/v1/me');
    await anna.ask('POST', '/v1/organization/termination', { organizationName: organization.name });
    await server.restart();
    expect(await ended(all.session.id)).toEqual({ reason: 'revoked_by_administrator', endedBy: 'administrator' });
    const last = await acme.signIn('told-9');
    expect((await server.operator('POST', '/operator/termination')).json()).toMatchObject({ ended: { count: 1 } });
    await server.restart();
    expect(await ended(last.session.id)).toEqual({ reason: 'revoked_by_operator', endedBy: 'operator' });
  });

  it('tell nobody of a person who signed in here, nor one service of another', async () => {
    const rival = await TestService.make(server, 'Rival');
    const { login } = await server.newPerson('bo');
    const browser = server.browser();
    await browser.signIn(login, password);
    const before = receiver.received.length;
    await browser.ask('POST', '/v1/sign-out');
    const { session } = await rival.signIn('told-5');
    await rival.ask('POST', `/v1/service/sessions/${session.id}/revocation`);
    const own = await acme.signIn('told-5');
    await acme.ask('POST', `/v1/service/sessions/${own.session.id}/revocation`);
    await ended(own.session.id);
    expect(receiver.received).toHaveLength(before + 1);
  });

  it('are refused inside the network, and without TLS', async () => {
    for (const refused of [
      'https://127.0.0.1/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::ffff:10.0.0.1]/',
      'http://hooks.example.com/',
      `http://127.0.0.1:${receiver.port + 1}/`,
      'https://user:password@hooks.example.com/',
      'https://hooks.example.com/#x',
      'javascript:alert(1)',
    ]) {
      expect((await add('Acme', refused)).json()).toMatchObject({
        code: 'not_acceptable',
        reason: 'webhook_url_refused',
      });
    }
    expect(await listed('Acme')).toHaveLength(1);
  });

  it('are tried, rotated, listed, taken up again and removed', { timeout: 20_000 }, async () => {
    const bare = await TestService.make(server, 'Bare');
    const { webhook, secret } = (await add('Bare', url())).json<Added>();
    const at = (act: string, body?: unknown) =>
      server.operator('POST', `/operator/webhooks/${webhook.id}/${act}`, body);
    expect((await at('test')).json()).toEqual({ delivered: true, failure: null });
    expect(messages().at(-1)).toMatchObject({ type: 'webhook.test', data: { webhookId: webhook.id } });
    receiver.answer(410);
    const { session } = await bare.signIn('gone-1');
    await bare.ask('POST', `/v1/service/sessions/${session.id}/revocation`);
    await expect.poll(async () => (await listed('Bare'))[0]?.state).toBe('gone');
    expect(await listed('Bare')).toMatchObject([{ failure: 'status_410', waiting: 0, givenUp: 1, deliveredAt: null }]);
    expect((await at('test')).json()).toEqual({ delivered: false, failure: 'status_410' });
    receiver.answer(204);
    const rotated = (await at('rotation', {})).json<AnswerOf<'POST /operator/webhooks/:id/rotation'>>();
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.oldWorksUntil - server.clock.now()).toBeGreaterThan(23.9 * hour);
    expect((await at('resumption')).json()).toEqual({ messages: 1 });
    const now = async () => (await listed('Bare'))[0];
    await expect.poll(now, { timeout: 8_000 }).toMatchObject({ state: 'active', waiting: 0, givenUp: 0 });
    expect((await at('removal')).status).toBe(204);
    expect(await listed('Bare')).toEqual([]);
    expect((await at('removal')).status).toBe(404);
    expect((await at('test')).status).toBe(404);
  });

  it('are at most ten of a service, and are removed with it', async () => {
    await TestService.make(server, 'Many');
    for (let count = 0; count < 10; count += 1) expect((await add('Many', url())).status).toBe(200);
    expect((await add('Many', url())).json()).toMatchObject({ code: 'conflict', reason: 'too_many_webhooks' });
    const [first] = await listed('Many');
    await server.operator('POST', '/operator/services/Many/removal');
    expect((await server.operator('POST', `/operator/webhooks/${first?.id}/test`)).status).toBe(404);
  });

  it('leave their secrets in no log and in no answer but the first', async () => {
    const plain = added.secret.slice('whsec_'.length);
    expect(server.logs.length).toBeGreaterThan(10);
    expect(server.logs.join('')).not.toContain(plain);
    expect(server.logs.join('')).not.toContain('/hooks/acme');
    expect(JSON.stringify(await listed('Acme'))).not.toMatch(/secret|whsec/i);
  });
});
