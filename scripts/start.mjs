// `npm start`: sees that there is a Node that is new enough and that the pages are built, then runs the server.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor, findNode, root } from './node.mjs';

const node = findNode();
const env = environmentFor(node);

if (!pagesAreBuilt()) {
  console.log('Building the pages …');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const build = spawnSync(node, vite, { cwd: join(root, 'packages/web'), env, stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

const args = ['packages/server/src/main.ts', 'serve', ...process.argv.slice(2)];
const server = spawn(node, args, { cwd: root, env, stdio: 'inherit' });
process.on('SIGTERM', () => server.kill('SIGTERM'));
process.on('SIGHUP', () => server.kill('SIGHUP'));
process.on('SIGINT', () => {
  // In a terminal Ctrl-C has reached the server already; a second one would cut its shutdown short.
  if (!process.stdin.isTTY) server.kill('SIGINT');
});
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});

/** Whether the built pages are there and newer than everything that they are made of. */
function pagesAreBuilt() {
  const built = join(root, 'packages/web/dist/index.html');
  if (!existsSync(built)) return false;
  const sources = [
    'web/src',
    'web/public',
    'web/index.html',
    'web/vite.config.ts',
    'web/package.json',
    'react/src',
    'client/src',
    'api/src',
  ];
  return Math.max(...sources.map((path) => newest(join(root, 'packages', path)))) < statSync(built).mtimeMs;
}

/**
 * When a file, or the newest file of a folder, was last changed.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
