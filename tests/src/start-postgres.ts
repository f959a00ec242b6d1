import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from './free-port.ts';

/** A throw-away PostgreSQL of our own. */
export interface RunningPostgres {
  /** `postgres://` URL of the maintenance database; its role may create databases. */
  readonly url: string;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

// The keeper makes the cluster, runs it, and takes everything away again as soon as its standard input closes: when
// asked to stop, and also when the process that started it dies, however it dies. Fsync stays on, as in production,
// so that what a test shows about a commit is true.
const keeper = `
set -eu
folder=$(mktemp -d /tmp/rollcall-postgres-XXXXXX)
trap 'rm -rf "$folder"' EXIT
"$1/initdb" --pgdata="$folder/data" --username=rollcall --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb" 2>&1 </dev/null ||
  { cat "$folder/initdb" >&2; exit 1; }
"$1/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$2" -c unix_socket_directories="$folder" \\
  -c max_connections=200 -c lc_messages=C </dev/null &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null || true
wait "$server" || true
`;

/** Starts it on a free port of 127.0.0.1. PostgreSQL refuses root, so that as root it runs as the user `postgres`. */
export async function startPostgres(): Promise<RunningPostgres> {
  const programs = findPrograms();
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(await freePort(), programs);
    } catch (error) {
      // Between our finding a port free and PostgreSQL's taking it, another process may have taken it.
      const portTaken = error instanceof Error && error.message.includes('could not bind');
      if (!portTaken || attempt === 3) throw error;
    }
  }
}

function startOn(port: number, programs: string): Promise<RunningPostgres> {
  const shell = ['sh', '-c', keeper, 'rollcall-postgres', programs, String(port)];
  const [command = 'sh', ...args] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...shell] : shell;
  // In a process group of its own: Ctrl-C must not reach the keeper before it has cleaned up.
  const child = spawn(command, args, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('error', reject);
    child.once('close', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
    child.stderr.on('data', (chunk) => {
      if (log.length < 20_000) log += chunk;
      if (/could not bind/.test(log)) child.stdin.end();
      if (!/ready to accept connections/.test(log)) return;
      resolve({
        url: `postgres://rollcall@127.0.0.1:${port}/postgres`,
        stop: () => {
          // Waited for from here on: a process with nothing left to wait for would end as if all had gone well.
          child.ref();
          child.stdin.end();
          return ended;
        },
      });
    });
    child.stdin.on('error', () => {});
    child.unref();
  });
}

/** The folder with `initdb` and `postgres`: the newest of Debian's, or one on the PATH. */
function findPrograms(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  const found = candidates.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
  if (!found) throw new Error('PostgreSQL is not installed (initdb and postgres were not found).');
  return found;
}
