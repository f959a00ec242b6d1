import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerOf, Me } from '@rollcall/api';
import { type MailServer, startMailServer } from '../../../packages/server/src/test-helpers/mail-server.ts';
import { TestBrowser } from '../browser.ts';
import { freePort } from '../free-port.ts';
import { type Answered, send } from '../http.ts';
import { createDatabase } from '../postgres.ts';
import { password, secretOf, startTestServer, type TestEngine } from '../test-server.ts';

const root = join(import.meta.dirname, '../../..');

/** Somebody with an account, who is signed in nowhere yet. */
export interface Person {
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
}

/** An installation that browsers can reach. */
export interface Rollcall {
  /** The public origin. */
  readonly origin: string;
  /** What it has mailed; nothing where it sends no mail. */
  readonly mails: MailServer['mails'];
  /** Asks over the operator's socket, as the command line does. */
  operator(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Makes an account through the operator. */
  newPerson(displayName?: string, role?: Me['role']): Promise<Person>;
  /** A browser without a page, signed in: for what happens elsewhere. */
  signInElsewhere(person: Person, userAgent?: string): Promise<TestBrowser>;
  stop(): Promise<void>;
}

export interface RollcallProcess extends Rollcall {
  /** What stands in the terminal: the one-time link for the first account. */
  readonly setUpLink: string;
}

export interface Wishes {
  readonly engine?: TestEngine;
  readonly sendsMail?: boolean;
  /** Further variables of the configuration. */
  readonly variables?: Readonly<Record<string, string>>;
}

const patienceMs = 15_000;

/** A server that listens may not be in step with its store yet, where others have the cores. */
async function untilReady(address: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const { status, text } = await send(address, { method: 'GET', path: '/health/ready' });
    if (status === 200) return;
    if (performance.now() > giveUpAt) throw new Error(`The server is not ready: ${status} ${text}`);
    await pause(100);
  }
}

/** Starts the program as `npm start` does, on an empty data folder of its own. */
export async function startRollcall(wishes: Wishes = {}): Promise<RollcallProcess> {
  const { engine = 'sqlite', sendsMail = true, variables = {} } = wishes;
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-journey-'));
  const mail = sendsMail ? await startMailServer() : null;
  const database = engine === 'postgres' ? await createDatabase() : null;
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'packages/server/src/main.ts'), 'serve'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      ROLLCALL_DATA_FOLDER: folder,
      ROLLCALL_PORT: String(port),
      ROLLCALL_SUPPORT_CONTACT: supportContact,
      ...mailVariables(mail),
      ...(database === null ? {} : { ROLLCALL_DATABASE_URL: database.url }),
      ...variables,
    },
  });
  const setUpLink = await setUpLinkOf(child);
  const address = `http://127.0.0.1:${port}`;
  await untilReady(address);
  return {
    setUpLink,
    ...installation({ address, origin: `http://localhost:${port}`, socket: join(folder, 'operator.sock'), mail }),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await Promise.all([mail?.close(), database?.drop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface RollcallWithClock extends Rollcall {
  /** Lets so many minutes go by for the server. Browsers keep their own time. */
  minutesPass(minutes: number): void;
  /** What its clock shows. */
  now(): number;
}

/** The same in this very process, because only there its clock can be set forward. */
export async function startRollcallWithClock(): Promise<RollcallWithClock> {
  const mail = await startMailServer();
  const pagesFolder = join(root, 'packages/web/dist');
  const server = await startTestServer('sqlite', mailVariables(mail), { pagesFolder });
  const { publicOrigin, operatorSocketPath } = server.config;
  return {
    ...installation({ address: server.origin, origin: publicOrigin, socket: operatorSocketPath, mail }),
    minutesPass: (minutes) => server.clock.pass(minutes * 60_000),
    now: () => server.clock.now(),
    async stop() {
      await server.stop();
      await mail.close();
    },
  };
}

const supportContact = 'help@journeys.example';

function mailVariables(mail: MailServer | null): Record<string, string> {
  return mail === null
    ? {}
    : { ROLLCALL_SMTP_URL: mail.url, ROLLCALL_MAIL_FROM: 'Rollcall <rollcall@journeys.example>' };
}

interface Installed {
  readonly address: string;
  readonly origin: string;
  readonly socket: string;
  readonly mail: MailServer | null;
}

let people = 0;

function installation({ address, origin, socket, mail }: Installed): Omit<Rollcall, 'stop'> {
  const operator = (method: string, path: string, body?: unknown) => send(socket, { method, path, body });
  return {
    origin,
    mails: mail?.mails ?? [],
    operator,
    async newPerson(displayName = 'Anna Lind', role = 'member') {
      people += 1;
      const userName = `person${people}`;
      const created = await operator('POST', '/operator/accounts', { userName, displayName, role });
      const { link } = created.json<AnswerOf<'POST /operator/accounts'>>();
      const browser = new TestBrowser(address);
      await browser.ask('POST', '/v1/password-resets', { link: secretOf(link.url), newPassword: password });
      return { userName, displayName, password };
    },
    async signInElsewhere(person, userAgent) {
      const browser = new TestBrowser(address, userAgent);
      await browser.signIn(person.userName, person.password);
      return browser;
    },
  };
}

/** Reads on until the link stands there; what comes after it is of no interest. */
function setUpLinkOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let complaints = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The server ended:\n${complaints}`)));
    child.stderr?.on('data', (chunk) => {
      if (complaints.length < 20_000) complaints += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const [link] = /http\S+#\S+(?=\n)/.exec(said) ?? [];
      if (link !== undefined) resolve(link);
    });
  });
}
