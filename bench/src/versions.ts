import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The peers and what they stand on, as this workspace pins them. */
const libraries = [
  'better-auth',
  'express',
  'express-session',
  'connect-redis',
  'redis',
  'connect-pg-simple',
  'pg',
  'fastify',
  '@fastify/session',
  'iron-session',
  'jose',
  'lucia',
  'better-sqlite3',
];

const programs: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Redis: ['redis-server', '--version'],
  nginx: ['nginx', '-v'],
  wrk: ['wrk', '-v'],
  PostgreSQL: ['psql', '--version'],
};

/** What was run, by name and version. */
export function versions(): string {
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const pinned = libraries.map((name) => `${name} ${dependencies[name]}`);
  const installed = Object.entries(programs).map(([name, [program, ...args]]) => {
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    return `${name} ${/\d+\.\d+(?:\.\d+)?/.exec(stdout + stderr)?.[0] ?? 'of an unknown version'}`;
  });
  return [...pinned, ...installed].join(', ');
}
