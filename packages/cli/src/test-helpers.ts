import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
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
  /** The secret of the link for the first account. */
  readonly setUpLink: string;
  /** Asks the command to end, and returns how it did. */
  stop(): Promise<number | null>;
}

/** Runs `rollcall serve` until it says where it is. */
export async function serve(folder: string): Promise<Served> {
  const port = String(await freePort());
  const child = start(folder, 'serve', { ROLLCALL_PORT: port, ROLLCALL_LOG_LEVEL: 'warn' });
  child.stderr.pipe(process.stderr);
  for await (const line of createInterface(child.stdout)) {
    const [, setUpLink] = /#(rcl_\w+)/.exec(line) ?? [];
    if (setUpLink !== undefined) return { origin: `http://localhost:${port}`, setUpLink, stop: () => stop(child) };
  }
  throw new Error('The server ended before it had begun.');
}

function start(folder: string, words: string, env: NodeJS.ProcessEnv) {
  const args = [main, ...words.split(' ').filter((word) => word !== '')];
  return spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
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
