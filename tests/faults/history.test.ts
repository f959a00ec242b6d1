import type { Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Event, violations } from '../src/history/history.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';

const verify = (credential: string, sentAt: number, accepted = true): Event => ({
  what: 'verify',
  credential,
  sentAt,
  answeredAt: sentAt + 1,
  accepted,
});

describe('the checker of histories', () => {
  it('finds an accept that was sent after the ending was answered', () => {
    const ended: Event = { what: 'end', credentials: ['a'], sentAt: 0, answeredAt: 10 };
    expect(violations([ended, verify('a', 11)])).toEqual([{ credential: 'a', lateMs: 1 }]);
  });

  it('lets a verify that ran at the same time go either way, and others alone', () => {
    const ended: Event = { what: 'end', credentials: ['a'], sentAt: 0, answeredAt: 10 };
    expect(violations([ended, verify('a', 9), verify('a', 12, false), verify('b', 12)])).toEqual([]);
  });
});

interface Person {
  readonly login: string;
  readonly browsers: readonly TestBrowser[];
  readonly ids: readonly string[];
}

/** The ways in which access ends, each by its own request: who asks, and which of the person's sessions it shuts out. */
const endings: readonly ((server: TestServer, person: Person) => Promise<readonly string[]>)[] = [
  async (_server, { browsers: [mine], ids }) => {
    await mine?.ask('POST', `/v1/me/sessions/${ids[1]}/revocation`);
    return ids.slice(1, 2);
  },
  async (_server, { browsers: [mine], ids }) => {
    await mine?.ask('POST', '/v1/me/sessions/revocation');
    return ids.slice(1);
  },
  async (_server, { browsers: [, other], ids }) => {
    await other?.ask('POST', '/v1/sign-out');
    return ids.slice(1, 2);
  },
  async (_server, { browsers: [mine], ids }) => {
    const change = { currentPassword: password, newPassword: 'four loud lighthouses' };
    await mine?.ask('POST', '/v1/me/password', change);
    return ids.slice(1);
  },
  async (server, { ids }) => {
    await server.operator('POST', `/operator/sessions/${ids[2]}/revocation`);
    return ids.slice(2, 3);
  },
  async (server, { login, ids }) => {
    await server.operator('POST', `/operator/accounts/${login}/disabling`);
    return ids;
  },
];

describe.each(engines)('a history of concurrent verifies and endings on %s', (engine) => {
  let server: TestServer;
  const people: Person[] = [];

  beforeAll(async () => {
    server = await startTestServer(engine);
    await server.setUp();
    for (let index = 0; index < 4 * endings.length; index += 1) {
      const { login } = await server.newPerson(`witness${index}`);
      const browsers = [server.browser(), server.browser(), server.browser()];
      const ids: string[] = [];
      for (const browser of browsers) ids.push((await browser.signIn(login, password)).session.id);
      people.push({ login, browsers, ids });
    }
  });
  afterAll(() => server.stop());

  it('shows no accept that was sent after the ending was answered', async () => {
    const history: Event[] = [];
    const state = { isOver: false };
    const verifying = people.map((person) => keepVerifying(person, history, state));
    await Promise.all(people.map((person, index) => endOne(server, person, index, history)));
    state.isOver = true;
    await Promise.all(verifying);

    expect(violations(history)).toEqual([]);
    const verifies = history.filter((event) => event.what === 'verify');
    const accepted = verifies.filter((event) => event.accepted);
    expect(accepted.length).toBeGreaterThan(people.length);
    expect(verifies.length - accepted.length).toBeGreaterThan(people.length);
  });

  it('spares what was not ended', async () => {
    const [first] = people;
    const { session } = (await first?.browsers[0]?.ask<Me>('GET', '/v1/me')) ?? {};
    expect(session?.id).toBe(first?.ids[0]);
  });
});

/** Verifies each of the person's sessions over and over with the token it had at first, and once more after the end. */
async function keepVerifying(person: Person, history: Event[], state: { isOver: boolean }): Promise<void> {
  const tokens = person.browsers.map((browser) => browser.token);
  for (let isLast = false; ; isLast = state.isOver) {
    for (const [index, credential] of person.ids.entries()) {
      const sentAt = performance.now();
      const headers = { cookie: '', authorization: `Bearer ${tokens[index]}` };
      const { status } = (await person.browsers[index]?.send('GET', '/v1/verify', undefined, headers)) ?? {};
      history.push({ what: 'verify', credential, sentAt, answeredAt: performance.now(), accepted: status === 204 });
    }
    if (isLast) return;
  }
}

async function endOne(server: TestServer, person: Person, index: number, history: Event[]): Promise<void> {
  const end = endings[index % endings.length];
  const sentAt = performance.now();
  const credentials = (await end?.(server, person)) ?? [];
  history.push({ what: 'end', credentials, sentAt, answeredAt: performance.now() });
}
