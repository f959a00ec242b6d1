// Builds the pages where they are missing or older than what they are made of.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node.mjs';

/**
 * Ends the process where they cannot be built.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
export function buildPages(node, env) {
  if (pagesAreBuilt()) return;
  console.log('Building the pages …');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const build = spawnSync(node, vite, { cwd: join(root, 'packages/web'), env, stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

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
