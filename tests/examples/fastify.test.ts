import { type IncomingMessage, request } from 'node:http';
import { dirname } from 'node:path';
import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../src/example.ts';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import { shellBlocksOf, Terminal } from '../src/shell.ts';
import { startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

const vera = { login: 'vera', password: 'two long one short', model: 'Pixel 9' };

describe('The Fastify example', () => {
  let rollcall: TestServer;
  let service: TestService;
  let lighthouse: Example;

  beforeAll(async () => {
    const port = await freePort();
    rollcall = await startTestServer('sqlite', { ROLLCALL_WEBHOOK_INTERNAL_HOSTS: `localhost:${port}` });
    service = await TestService.make(rollcall, 'Lighthouse');
    const url = `http://localhost:${port}/rollcall-events`;
    const added = await rollcall.operator('POST', '/operator/services/Lighthouse/webhooks', { url });
    const environment = {
      ROLLCALL_URL: rollcall.origin,
      ROLLCALL_SERVICE_TOKEN: service.token,
      ROLLCALL_WEBHOOK_SECRET: added.json<AnswerOf<'POST /operator/services/:service/webhooks'>>().secret,
    };
    lighthouse = await startExample('fastify', environment, port);
    await rollcall.setUp();
  });
  afterAll(async () => {
    await lighthouse.stop();
    await rollcall.stop();
  });

  it('makes the app on a phone a session and a device of its own', async () => {
    await signIn();
    const [session] = await liveSessions();
    expect(session?.client).toMatchObject({ model: 'Pixel 9' });
    expect(session?.keepSignedIn).toBe(true);
  });

  it('knows the same phone again', async () => {
    const { installation } = await signIn();
    const known = new Set((await liveSessions()).map(({ deviceId }) => deviceId));
    await signIn({ installation });
    expect((await liveSessions()).every(({ deviceId }) => known.has(deviceId))).toBe(true);
  });

  it('answers only who is signed in', async () => {
    const { token } = await signIn();
    expect((await ask('POST', '/blink', token)).status).toBe(204);
    expect((await ask('POST', '/blink', `${token.slice(0, -1)}!`)).status).toBe(401);
    expect((await ask('POST', '/blink', '')).status).toBe(401);
  });

  it('closes what is open as soon as it hears that the session has ended', async () => {
    const { token } = await signIn();
    const stream = await open('/lights', token);
    const [newest] = await liveSessions();
    await service.ask('POST', `/v1/service/sessions/${newest?.id}/revocation`);
    expect(await rest(stream)).toContain('"reason":"revoked_by_service"');
    expect((await ask('POST', '/blink', token)).status).toBe(401);
  });

  it('believes nobody but Rollcall that a session has ended', async () => {
    const { token } = await signIn();
    const [newest] = await liveSessions();
    const body = JSON.stringify({ type: 'session.ended', data: { sessionId: newest?.id, reason: 'expired' } });
    const headers = {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    };
    const forged = await send(lighthouse.origin, { method: 'POST', path: '/rollcall-events', body, headers });
    expect(forged.status).toBe(400);
    expect((await ask('POST', '/blink', token)).status).toBe(204);
  });

  async function signIn(more: object = {}): Promise<{ readonly token: string; readonly installation: string }> {
    const answered = await send(lighthouse.origin, { method: 'POST', path: '/sign-in', body: { ...vera, ...more } });
    expect(answered.status).toBe(200);
    return answered.json();
  }

  function ask(method: string, path: string, token: string) {
    return send(lighthouse.origin, { method, path, headers: { authorization: `Bearer ${token}` } });
  }

  function open(path: string, token: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      request(lighthouse.origin + path, { headers }, resolve)
        .once('error', reject)
        .end();
    });
  }

  async function liveSessions() {
    type Listed = AnswerOf<'GET /v1/service/accounts/:externalId/sessions'>;
    return (await service.ask<Listed>('GET', '/v1/service/accounts/keeper-1/sessions')).rows;
  }
});

describe('The README of the Fastify example', () => {
  it('shows what can be pasted, block by block', { timeout: 120_000 }, async () => {
    const port = await freePort();
    const rollcall = await startTestServer('sqlite', { ROLLCALL_WEBHOOK_INTERNAL_HOSTS: 'localhost' });
    const blocks = shellBlocksOf('examples/fastify/README.md');
    expect(blocks).toHaveLength(5);
    const [rollcallItself, application = '', watch = '', blink = '', end = ''] = blocks.map((block) =>
      block.replaceAll('localhost:3002', `localhost:${port}`),
    );
    expect(rollcallItself).toBe('ROLLCALL_WEBHOOK_INTERNAL_HOSTS=localhost npm start\n');
    const environment = { PORT: String(port), ROLLCALL_DATA_FOLDER: dirname(rollcall.config.operatorSocketPath) };
    const [second, third] = [new Terminal(environment), new Terminal(environment)];
    await second.paste(application.replace('npm start', `ROLLCALL_URL=${rollcall.origin} npm start`), [
      `Lighthouse: http://localhost:${port}`,
    ]);
    await third.paste(watch, [': lit']);
    await third.paste(blink, ['event: light']);
    await third.paste(end, ['It is out.', 'event: ended\ndata: {"reason":"revoked_by_operator"}', 'Sign in first.']);
    await Promise.all([second.close(), third.close()]);
    await rollcall.stop();
  });
});

/** Everything that still comes, until the other side closes. */
async function rest(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
