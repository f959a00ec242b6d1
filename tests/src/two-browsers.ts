import type { TestBrowser } from './browser.ts';
import { password, type TestServer } from './test-server.ts';

export interface TwoBrowsers {
  readonly login: string;
  readonly mine: TestBrowser;
  readonly other: TestBrowser;
  /** The session of the other one. */
  readonly otherId: string;
}

let people = 0;

/** Somebody new who is signed in from two browsers, and has just proved in both who they are. */
export async function twoBrowsers(server: TestServer): Promise<TwoBrowsers> {
  people += 1;
  const { login } = await server.newPerson(`twice${people}`);
  const [mine, other] = [server.browser(), server.browser()];
  const { session } = await other.signIn(login, password);
  await mine.signIn(login, password);
  return { login, mine, other, otherId: session.id };
}
