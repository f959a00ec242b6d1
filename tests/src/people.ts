import type { OrganizationUser } from '@rollcall/api';
import type { TestBrowser } from './browser.ts';
import { password, type TestServer } from './test-server.ts';

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

/** Makes people with roles in the organization of that owner, signed in. */
export function peopleOf(server: TestServer, owner: () => TestBrowser): (role: Role) => Promise<Person> {
  let made = 0;
  return async (role) => {
    made += 1;
    const { login, accountId } = await server.newPerson(`${role}${made}`);
    await prove(owner());
    await owner().ask('POST', `/v1/organization/users/${accountId}/role`, { role });
    const browser = server.browser();
    await browser.signIn(login, password);
    return { id: accountId, login, browser };
  };
}
