import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';

type Sessions = AnswerOf<'GET /v1/organization/sessions'>;

describe.each(engines)('sessions of an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;

  beforeAll(async () => {
    server = await startTestServer(engine);
    anna = (await server.setUp('anna')).browser;
    await server.newPerson('bertil', 'helpdesk');
    await server.newPerson('cecilia', 'auditor');
    await server.newPerson('david');
  });
  afterAll(() => server.stop());

  const signedIn = async (login: string) => {
    const browser = server.browser();
    await browser.signIn(login, password);
    return browser;
  };

  it('are everybody’s, newest first, with whose they are and whether one may end them', async () => {
    const bertil = await signedIn('bertil');
    await signedIn('david');
    const { rows, next, active } = await bertil.ask<Sessions>('GET', '/v1/organization/sessions');
    expect(rows.map(({ holder, isCurrent, mayEnd }) => [holder.displayName, holder.role, isCurrent, mayEnd])).toEqual([
      ['Person david', 'member', false, true],
      ['Person bertil', 'helpdesk', true, true],
      ['Anna Lind', 'owner', false, false],
    ]);
    expect([next, active]).toEqual([null, { count: 3, isMore: false }]);
  });

  it('show no addresses and places', async () => {
    const { rows } = await anna.ask<Sessions>('GET', '/v1/organization/sessions');
    expect(new Set(rows.map(({ lastAddress, lastPlace }) => `${lastAddress} ${lastPlace}`))).toEqual(
      new Set(['null null']),
    );
  });

  it('come page by page, and are counted on the first alone', async () => {
    const first = await anna.ask<Sessions>('GET', '/v1/organization/sessions?limit=1');
    const second = await anna.ask<Sessions>('GET', `/v1/organization/sessions?limit=200&after=${first.next}`);
    const { rows } = await anna.ask<Sessions>('GET', '/v1/organization/sessions');
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(second.active).toBeNull();
  });

  it('are refused to a member, who is told which permission is missing', async () => {
    const david = await signedIn('david');
    const answered = await david.send('GET', '/v1/organization/sessions');
    expect([answered.status, answered.json()]).toMatchObject([
      403,
      { code: 'forbidden', reason: 'platform.sessions.view' },
    ]);
  });

  it('are open to an auditor, who may end none of anybody else', async () => {
    const cecilia = await signedIn('cecilia');
    expect((await cecilia.ask<Sessions>('GET', '/v1/organization/sessions')).rows).not.toEqual([]);
  });
});
