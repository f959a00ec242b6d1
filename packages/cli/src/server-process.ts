import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.ts';

/** The server is a program of its own: this one imports nothing of it and never reads the environment. */
const serverMain = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

/** Runs the server until it ends, handing on the signals that are sent to this process. Returns its exit code. */
export async function runServer(): Promise<number> {
  const server = spawn(process.execPath, [serverMain, 'serve'], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
    process.on(signal, () => {
      // In a terminal Ctrl-C has reached the server already; a second one would cut its shutdown short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal);
    });
  }
  const [code] = await ended(server);
  return code ?? 1;
}

/**
 * Has the server's program do something to the store, which nothing else may have open meanwhile. Returns what came of it; `null`
 * where it has said on standard error why it did nothing.
 */
export async function runOnStore(
  name: string,
  words: readonly string[],
  onProgress: (done: number, total: number) => void,
): Promise<object | null> {
  const worker = spawn(process.execPath, [serverMain, name, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = ended(worker);
  let done: object | null = null;
  for await (const line of createInterface(worker.stdout)) {
    const told = JSON.parse(line) as { readonly progress?: [number, number]; readonly done?: object };
    if (told.progress !== undefined) onProgress(...told.progress);
    done = told.done ?? done;
  }
  const [code] = await end;
  return code === 0 ? done : null;
}

export interface Attendant {
  readonly socketPath: string;
  /** Lets it go, and waits until it has closed what it opened. */
  close(): Promise<void>;
}

/**
 * Asks for the local socket: of the server that runs, or of a helper that opens the store for as long as this command
 * lasts. What keeps it from that, it says itself on standard error.
 */
export async function callAttendant(): Promise<Attendant> {
  const attendant = spawn(process.execPath, [serverMain, 'attend'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const end = ended(attendant);
  const [line] = await Promise.race([once(createInterface(attendant.stdout), 'line'), end]);
  const socketPath = socketIn(line);
  if (socketPath === null) throw new Failure('notReachable', 'Rollcall cannot be reached, for the reason above.');
  return {
    socketPath,
    async close() {
      attendant.stdin.end();
      await end;
    },
  };
}

async function ended(child: ChildProcess): Promise<[code: number | null]> {
  const [code] = await once(child, 'close');
  return [code];
}

function socketIn(line: unknown): string | null {
  if (typeof line !== 'string') return null;
  const { socket } = JSON.parse(line) as { readonly socket?: string };
  return socket ?? null;
}
