import type { OrganizationUser } from '@rollcall/api';
import type { TestBrowser } from './browser.ts';
import { password, startTestServer, type TestEngine, type TestServer } from './test-server.ts';

export type Role = OrganizationUser['role'];

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly browser: TestBrowser;
}

/** Proves again who that is, for what needs it. */
export const prove = (browser: TestBrowser) => browser.ask('POST', '/v1/me/re-authentication', { password });

/** The reason of a refusal, or else its code. */
export async function refused(browser: TestBrowser, method: string, path: string, body?: unknown): Promise<string> {
  const { code, reason } = (await browser.send(method, path, body)).json<{ code: string; reason?: string }>();
  return reason ?? code;
}

/** An organization on a server of its own. */
export interface WithPeople {
  readonly server: TestServer;
  /** Its owner, signed in. */
  readonly anna: TestBrowser;
  readonly annaId: string;
  /** Somebody with that role in it, signed in. */
  readonly person: (role: Role) => Promise<Person>;
}

/**
 *     let at: WithPeople;
 *     beforeAll(async () => { at = await startWithPeople('sqlite'); });
 *     afterAll(() => at.server.stop());
 */
export async function startWithPeople(engine: TestEngine): Promise<WithPeople> {
  const server = await startTestServer(engine);
  const { browser: anna, me } = await server.setUp('anna');
  return { server, anna, annaId: me.account.id, person: peopleOf(server, anna) };
}

function peopleOf(server: TestServer, owner: TestBrowser): WithPeople['person'] {
  let made = 0;
  return async (role) => {
    made += 1;
    const { login, accountId } = await server.newPerson(`${role}${made}`);
    await prove(owner);
    await owner.ask('POST', `/v1/organization/users/${accountId}/role`, { role });
    const browser = server.browser();
    await browser.signIn(login, password);
    return { id: accountId, login, browser };
  };
}
