import type { Inventory, Me, Outcome } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { EventStream } from '../src/event-stream.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { twoBrowsers } from '../src/two-browsers.ts';

const minute = 60_000;
const application = 'https://app.example';
const inventory = { event: 'inventory', data: {} };

describe.each(engines)('events on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(engine, { ROLLCALL_APP_ORIGINS: application });
    await server.setUp();
  });
  afterAll(() => server.stop());

  const listen = (browser: TestBrowser) => EventStream.open(server.origin, browser);

  it('the stream is one that proxies let through', async () => {
    const { mine } = await twoBrowsers(server);
    const stream = await listen(mine);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    stream.close();
  });

  it('what is ended hears it and is closed before the one who ended it has the answer', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    const [stream, own] = [await listen(other), await listen(mine)];
    await mine.ask('POST', `/v1/me/sessions/${otherId}/revocation`);
    expect(await stream.hears(1)).toEqual([{ event: 'ended', data: { state: 'ended' } }]);
    await stream.hears(9);
    expect(stream.isClosed).toBe(true);
    expect(await own.hears(1)).toEqual([inventory]);
    expect(own.isClosed).toBe(false);
    own.close();
  });

  it('a page of a named application listens with a bearer, and hears its end', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    const authorization = `Bearer ${other.token}`;
    const stream = await EventStream.openWith(server.origin, { authorization, origin: application });
    expect(stream.headers['access-control-allow-origin']).toBe(application);
    expect(stream.headers.vary).toBe('Origin');
    await mine.ask('POST', `/v1/me/sessions/${otherId}/revocation`);
    expect(await stream.hears(1)).toEqual([{ event: 'ended', data: { state: 'ended' } }]);
    const foreign = await EventStream.openWith(server.origin, {
      authorization: `Bearer ${mine.token}`,
      origin: 'https://evil.example',
    });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    foreign.close();
  });

  it('what is held hears that it is held', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    server.clock.pass(11 * minute);
    const stream = await listen(other);
    const outcome = await mine.ask<Outcome>('POST', `/v1/me/sessions/${otherId}/revocation`);
    expect(outcome.outcome).toBe('held');
    expect(await stream.hears(1)).toEqual([{ event: 'ended', data: { state: 'held' } }]);
  });

  it('ending all others spares the stream of the one that asks', async () => {
    const { mine, other } = await twoBrowsers(server);
    const [stream, own] = [await listen(other), await listen(mine)];
    await mine.ask('POST', '/v1/me/sessions/revocation');
    expect((await stream.hears(1))[0]).toEqual({ event: 'ended', data: { state: 'ended' } });
    expect(await own.hears(1)).toEqual([inventory]);
    expect(own.isClosed).toBe(false);
    own.close();
  });

  it.each<[string, (browser: TestBrowser, deviceId: string, login: string) => Promise<unknown>]>([
    ['a new name', (browser, id) => browser.ask('PATCH', `/v1/me/devices/${id}`, { name: 'Kitchen' })],
    ['a proof', (browser) => browser.ask('POST', '/v1/me/re-authentication', { password })],
    ['a sign-in', (_browser, _id, login) => server.browser().signIn(login, password)],
    ['a profile', (browser) => browser.ask('PATCH', '/v1/me', { displayName: 'Anna' })],
  ])('%s is told to every page of the account', async (_, change) => {
    const { login, mine, other } = await twoBrowsers(server);
    const { session } = await mine.ask<Me>('GET', '/v1/me');
    const streams = [await listen(mine), await listen(other)];
    await change(mine, session.deviceId ?? '', login);
    for (const stream of streams) {
      expect((await stream.hears(1))[0]).toEqual(inventory);
      expect(stream.isClosed).toBe(false);
      stream.close();
    }
  });

  it('another account hears nothing', async () => {
    const { mine } = await twoBrowsers(server);
    const stranger = await listen((await twoBrowsers(server)).mine);
    await mine.ask('PATCH', '/v1/me', { displayName: 'Somebody' });
    await mine.ask('GET', '/v1/me');
    expect(stranger.heard).toEqual([]);
    stranger.close();
  });

  it('a page that only listens keeps no session alive', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    server.clock.pass(5 * minute);
    const stream = await listen(other);
    server.clock.pass(5 * minute);
    await server.restart();
    const { devices } = await mine.ask<Inventory>('GET', '/v1/me/devices');
    const listed = devices.flatMap(({ sessions }) => sessions).find(({ id }) => id === otherId);
    expect(listed?.lastUsedAt).toBeLessThan(server.clock.now() - 9 * minute);
    expect(stream.isClosed).toBe(true);
  });

  it('a session may have a few streams and no more', async () => {
    const { mine } = await twoBrowsers(server);
    const streams: EventStream[] = [];
    for (let count = 0; count < 8; count++) streams.push(await listen(mine));
    expect(streams.every(({ status }) => status === 200)).toBe(true);
    expect((await mine.send('GET', '/v1/me/events')).json()).toMatchObject({ code: 'too_many_requests' });
    for (const stream of streams) stream.close();
  });
});
