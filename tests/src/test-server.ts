import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf, Me } from '@rollcall/api';
import { type Config, configFrom, createLogger, type RunningServer, startServer, type Timer } from '@rollcall/server';
import { TestBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { type Answered, send } from './http.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { createDatabase } from './postgres.ts';

export type TestEngine = 'sqlite' | 'postgres';
export const engines: readonly TestEngine[] = ['sqlite', 'postgres'];

/** The password of everybody in the tests. */
export const password = 'three quiet lighthouses';

/** A real server on a real store, listening on a port of its own. */
export interface TestServer {
  readonly engine: TestEngine;
  readonly config: Config;
  /** `http://localhost:port`: the public origin, and where to send requests. */
  readonly origin: string;
  readonly clock: MovableClock;
  /** What would have been waited for, in milliseconds: answers at fixed steps come at once. */
  readonly waits: number[];
  /** Every line of the server's log so far. */
  readonly logs: string[];
  /** The secret of the link that the terminal shows; `null` once somebody has an account. */
  readonly setUpSecret: string | null;
  browser(userAgent?: string): TestBrowser;
  /** Asks over the operator's socket. */
  operator(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Makes the first account, whose browser is signed in. */
  setUp(userName?: string): Promise<{ readonly browser: TestBrowser; readonly me: Me }>;
  /** Makes a further account through the operator and sets its password. */
  newPerson(userName: string, role?: Me['role']): Promise<{ readonly login: string; readonly accountId: string }>;
  /** Stops the server and starts it again on the same data. */
  restart(): Promise<void>;
  /** Ends it; its data stay until it is stopped. */
  halt(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/**
 *     const server = await startTestServer('sqlite');
 *     afterAll(() => server.stop());
 *     const { browser } = await server.setUp();
 */
export async function startTestServer(
  engine: TestEngine,
  environment: Environment = {},
  { pagesFolder = null }: { readonly pagesFolder?: string | null } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-http-'));
  const database = engine === 'postgres' ? await createDatabase() : null;
  const port = await freePort();
  const config = configFrom(
    {
      ROLLCALL_DATA_FOLDER: folder,
      ROLLCALL_PORT: String(port),
      ...(database !== null && { ROLLCALL_DATABASE_URL: database.url }),
      ...environment,
    },
    folder,
  );
  const clock = movableClock();
  const waits: number[] = [];
  const logs: string[] = [];
  const timer: Timer = {
    now: () => performance.now(),
    async wait(milliseconds) {
      waits.push(milliseconds);
    },
  };
  const log = createLogger('debug', { write: (line) => void logs.push(line) });
  let running: RunningServer = await startServer(config, { clock, timer, log, pagesFolder });
  let isHalted = false;
  const address = `http://127.0.0.1:${port}`;
  const browser = (userAgent?: string) => new TestBrowser(address, userAgent);
  const operator = (method: string, path: string, body?: unknown) =>
    send(config.operatorSocketPath, { method, path, body });

  return {
    engine,
    config,
    origin: address,
    clock,
    waits,
    logs,
    get setUpSecret() {
      return running.setUpLink === null ? null : secretOf(running.setUpLink.url);
    },
    browser,
    operator,
    async setUp(userName = 'anna') {
      const first = browser();
      const link = running.setUpLink === null ? '' : secretOf(running.setUpLink.url);
      const me = await first.ask<Me>('POST', '/v1/setup', { link, userName, displayName: 'Anna Lind', password });
      return { browser: first, me };
    },
    async newPerson(userName, role = 'member') {
      const wish = { userName, displayName: `Person ${userName}`, role };
      const created = await operator('POST', '/operator/accounts', wish);
      const { account, link } = created.json<AnswerOf<'POST /operator/accounts'>>();
      await browser().ask('POST', '/v1/password-resets', { link: secretOf(link.url), newPassword: password });
      return { login: userName, accountId: account.id };
    },
    async restart() {
      await running.stop();
      running = await startServer(config, { clock, timer, log, pagesFolder });
    },
    async halt() {
      await running.stop();
      isHalted = true;
    },
    async stop() {
      if (!isHalted) await running.stop();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The secret in a link's fragment. */
export function secretOf(url: string): string {
  return new URL(url).hash.slice(1);
}
