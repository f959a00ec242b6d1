// `npm start`: sees that there is a Node that is new enough and that the pages are built, then runs the server.
// package.json says `exec`: npm hands signals on to its shell only, and a shell that stayed would die of them alone.
import { spawn } from 'node:child_process';
import { environmentFor, findNode, root } from './node.mjs';
import { buildPages } from './pages.mjs';

const node = findNode();
const env = environmentFor(node);

buildPages(node, env);

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
