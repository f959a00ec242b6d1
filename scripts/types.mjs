// Type-checks every tsconfig.json of the workspace, two at a time, and fails if one of them fails. What has not changed since
// the last time is not checked again.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = readdirSync(join(root, 'packages'))
  .map((name) => `packages/${name}`)
  .filter((folder) => existsSync(join(root, folder, 'src')));
const examples = readdirSync(join(root, 'examples')).map((name) => `examples/${name}`);
const queue = [...packages, ...examples, 'tests', 'bench', 'demo', 'scripts'].filter((folder) =>
  existsSync(join(root, folder, 'tsconfig.json')),
);
/** @type {string[]} */
const failed = [];

/** @param {string} folder */
const check = (folder) =>
  new Promise((resolve) => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const remembered = join(root, 'node_modules/.cache/types', `${folder.replaceAll('/', '-')}.tsbuildinfo`);
    const flags = ['--project', folder, '--pretty', '--incremental', '--tsBuildInfoFile', remembered];
    const child = spawn(process.execPath, [tsc, ...flags], { cwd: root });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      if (code !== 0) failed.push(folder);
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${folder}\n${output}`);
      resolve(undefined);
    });
  });

const worker = async () => {
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) await check(folder);
};
await Promise.all([worker(), worker()]);
if (failed.length > 0) {
  process.stdout.write(`Types do not hold in: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
