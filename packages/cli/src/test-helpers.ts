import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface Ended {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command as a shell does, with its data in that folder. Nobody sits at its terminal. */
export async function rollcall(folder: string, words: string, variables: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = start(folder, words, variables);
  const [out, error, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exitCode: Number(exitCode), out, error };
}

export interface Served {
  readonly origin: string;
  /** The secret of the link for the first account; `null` where there is one. */
  readonly setUpLink: string | null;
  /** Asks the command to end, and returns how it did. */
  stop(): Promise<number | null>;
}

/** Runs `rollcall serve` until it says where it is. */
export async function serve(folder: string, variables: NodeJS.ProcessEnv = {}): Promise<Served> {
  const port = String(await freePort());
  const child = start(folder, 'serve', { ROLLCALL_PORT: port, ROLLCALL_LOG_LEVEL: 'warn', ...variables });
  child.stderr.pipe(process.stderr);
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  if (!Buffer.isBuffer(said)) throw new Error('The server ended before it had begun.');
  const [, setUpLink = null] = /#(rcl_\w+)/.exec(String(said)) ?? [];
  return { origin: `http://localhost:${port}`, setUpLink, stop: () => stop(child) };
}

function start(folder: string, words: string, env: NodeJS.ProcessEnv) {
  const args = [main, ...words.split(' ').filter((word) => word !== '')];
  return spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Makes the first account and returns the cookies of its browser. */
export async function setUp({ origin, setUpLink }: Served): Promise<string> {
  const answer = await fetch(`${origin}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: setUpLink, userName: 'asa', displayName: 'Åsa', password: 'a b c d e f g h 9' }),
  });
  if (answer.status !== 200) throw new Error(`The first account was refused: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const end = once(child, 'close');
  child.kill('SIGTERM');
  const [code] = await end;
  return code;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
