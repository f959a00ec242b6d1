import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { freePort } from '../../../tests/src/free-port.ts';
import { startPostgres } from '../../../tests/src/start-postgres.ts';
import { cpuOfFamily, cpuOfProcess, endWithUs } from '../processes.ts';

/** A store that peers keep their sessions in, in processes of its own. */
export interface Service {
  readonly url: string;
  cpuMicroseconds(): number;
  stop(): Promise<void>;
}

export interface Postgres extends Service {
  /** Answers the URL of a new, empty database. */
  createDatabase(): Promise<string>;
  /** The setting by its name, as PostgreSQL says it. */
  setting(name: string): Promise<string>;
}

/** Debian's, on a port of its own, with its defaults: each commit is on the disk before it is answered. */
export async function startOwnPostgres(): Promise<Postgres> {
  const server = await startPostgres();
  const query = async (text: string): Promise<unknown> => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      return Object.values((await client.query(text)).rows[0] ?? {})[0];
    } finally {
      await client.end();
    }
  };
  const backend = String(await query("select pg_read_file('postmaster.pid')"));
  const postmaster = Number(backend.split('\n')[0]);
  let databases = 0;
  return {
    url: server.url,
    cpuMicroseconds: () => cpuOfFamily(postmaster),
    stop: () => server.stop(),
    createDatabase: async () => {
      databases += 1;
      const name = `bench_${databases}`;
      await query(`create database ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    setting: async (name) => String(await query(`show ${name}`)),
  };
}

const redisProgram = '/usr/bin/redis-server';

/** Debian's, on a port of its own. It writes nothing to the disk, which is the cheapest it can do. */
export async function startRedis(): Promise<Service> {
  const port = await freePort();
  const child = spawn(
    redisProgram,
    ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: '/',
    },
  );
  endWithUs(child);
  await readyToAccept(child);
  const pid = child.pid ?? 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    cpuMicroseconds: () => cpuOfProcess(pid),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyToAccept(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Redis did not start:\n${log}`)));
    child.stdout?.on('data', (chunk) => {
      log += chunk;
      if (log.includes('eady to accept connections')) resolve();
    });
  });
}
