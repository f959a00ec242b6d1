// `npm run demo`: a lively instance on a throw-away store.
import { spawn } from 'node:child_process';
import { environmentFor, findNode, root } from './node.mjs';
import { buildPages } from './pages.mjs';

const node = findNode();
const env = environmentFor(node);
buildPages(node, env);
// Checking a passkey makes Node say that some of what it is asked for is experimental: nothing to tell whoever looks on.
const demo = spawn(node, ['--disable-warning=ExperimentalWarning', 'demo/src/main.ts'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
// In a terminal Ctrl-C reaches the demonstration by itself.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill('SIGTERM'));
demo.on('exit', (code) => {
  process.exitCode = code ?? 0;
});
