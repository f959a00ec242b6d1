import type { Inventory, Me, Outcome } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { twoBrowsers } from '../src/two-browsers.ts';

const minute = 60_000;

describe.each(engines)('holds on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(engine);
    await server.setUp();
  });
  afterAll(() => server.stop());

  it('without a fresh proof it holds, and the proof makes it final', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    server.clock.pass(11 * minute);
    const held = await mine.ask<Outcome>('POST', `/v1/me/sessions/${otherId}/revocation`);
    expect(held).toMatchObject({ outcome: 'held', hold: { act: 'revoke_session', isMine: true } });
    expect((await other.send('GET', '/v1/me')).json()).toMatchObject({ code: 'session_held', status: 401 });
    expect(await other.ask('GET', '/v1/ending')).toMatchObject({ state: 'held' });
    const confirm = `/v1/me/holds/${held.hold?.id}/confirmation`;
    expect((await mine.send('POST', confirm)).json()).toMatchObject({ code: 'reauthentication_required', status: 403 });
    const before = mine.token;
    await mine.ask('POST', '/v1/me/re-authentication', { password });
    expect(mine.token).not.toBe(before);
    expect(await mine.ask('POST', confirm)).toMatchObject({ outcome: 'ended', count: 1 });
    expect((await mine.send('POST', confirm)).json()).toMatchObject({ code: 'conflict', reason: 'hold_not_open' });
    expect(await other.ask('GET', '/v1/ending')).toMatchObject({ state: 'ended' });
  });

  it('a hold can be withdrawn by the session that pressed it', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    server.clock.pass(11 * minute);
    const { hold } = await mine.ask<Outcome>('POST', `/v1/me/sessions/${otherId}/revocation`);
    const { holds } = await mine.ask<Inventory>('GET', '/v1/me/devices');
    expect(holds).toMatchObject([{ id: hold?.id, isMine: true }]);
    const again = await mine.send('POST', '/v1/me/sessions/revocation');
    expect(again.json()).toMatchObject({ code: 'reauthentication_required', reason: 'hold_already_open' });
    await mine.ask('POST', `/v1/me/holds/${hold?.id}/withdrawal`);
    expect((await other.send('GET', '/v1/me')).status).toBe(200);
  });

  it('the held device lifts the hold with the password, and only a held one', async () => {
    const { mine, other, otherId } = await twoBrowsers(server);
    server.clock.pass(11 * minute);
    expect((await other.send('POST', '/v1/holds/lift', { password })).json()).toMatchObject({ code: 'conflict' });
    expect((await server.browser().send('POST', '/v1/holds/lift', { password })).json()).toMatchObject({
      code: 'not_signed_in',
    });
    await mine.ask('POST', `/v1/me/sessions/${otherId}/revocation`);
    const wrong = await other.send('POST', '/v1/holds/lift', { password: 'wrong' });
    expect(wrong.json()).toMatchObject({ code: 'wrong_credentials' });
    const me = await other.ask<Me>('POST', '/v1/holds/lift', { password });
    expect(me.session).toMatchObject({ id: otherId, state: 'active' });
    expect((await other.send('GET', '/v1/verify')).status).toBe(204);
  });
});
