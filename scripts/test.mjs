// The whole test run, in order, ending at the first step that fails. Runs under any Node from 20 on.
//   npm test                        every step
//   npm run check                   the steps that run nothing of ours: lint, types, dependencies, web, dead-code
//   npm test -- types               one step; `npm test -- journeys sign-in` hands the rest to that step
//   npm test -- packages/core       anything else is a filter for the unit, store and HTTP tests
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environmentFor, findNode, root } from './node.mjs';
import { provideSystemPackages } from './system-packages.mjs';

const node = findNode();
const env = environmentFor(node);
const started = performance.now();

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {boolean} [isStatic] part of `npm run check`
 * @property {(rest: string[]) => boolean | Promise<boolean>} run returns whether it passed
 */

const vite = 'node_modules/vite/bin/vite.js';

/** @type {Record<string, Step>} */
const steps = {
  system: { title: 'system packages', run: () => provideSystemPackages() },
  lint: {
    title: 'format and lint',
    isStatic: true,
    run: async () =>
      (await runNode('node_modules/@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.'])) &&
      (await runNode('node_modules/oxlint/bin/oxlint', ['--deny-warnings'])),
  },
  types: { title: 'types', isStatic: true, run: () => runNode('scripts/types.mjs', []) },
  dependencies: {
    title: 'dependency rule, with planted violations',
    isStatic: true,
    run: () => runNode('scripts/dependency-rule.mjs', []),
  },
  web: {
    title: 'pages, components and example built',
    isStatic: true,
    run: async () =>
      (await runNode(vite, ['build', '--logLevel', 'warn'], 'packages/web')) &&
      (await runNode('packages/react/build.ts', [])) &&
      (await runNode(vite, ['build', '--logLevel', 'warn'], 'examples/react')),
  },
  // After the build: what the built package asks for counts as used.
  'dead-code': {
    title: 'dead code',
    isStatic: true,
    run: () => runNode('node_modules/knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors']),
  },
  unit: {
    title: 'unit, stores and HTTP',
    run: (rest) => runNode('node_modules/vitest/vitest.mjs', ['run', ...rest]),
  },
  journeys: {
    title: 'journeys in Chromium',
    run: (rest) => runNode('node_modules/@playwright/test/cli.js', ['test', ...rest], 'tests'),
  },
};

const [first = 'all', ...rest] = process.argv.slice(2);
if (first === 'all') await runSteps(Object.keys(steps), []);
else if (first === 'check')
  await runSteps(
    Object.keys(steps).filter((name) => steps[name]?.isStatic),
    [],
  );
else if (steps[first]) await runSteps([first], rest);
else await runSteps(['unit'], [first, ...rest]);

/** @param {string[]} names @param {string[]} rest */
async function runSteps(names, rest) {
  for (const [index, name] of names.entries()) {
    const step = steps[name];
    if (!step) throw new Error(`There is no step ${name}.`);
    console.log(`\n=== ${index + 1}/${names.length} ${step.title}`);
    const began = performance.now();
    const passed = await step.run(rest);
    console.log(`=== ${step.title}: ${passed ? 'passed' : 'FAILED'} in ${seconds(began)}`);
    if (!passed) {
      console.log(`\nFailed at: ${step.title}. Run it alone with: npm test -- ${name}`);
      process.exit(1);
    }
  }
  console.log(`\nAll ${names.length} steps passed in ${seconds(started)}.`);
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs a script with the Node that was found and tells whether it passed. Ctrl-C reaches it by way of the terminal; a
 * signal that was sent to this process alone is handed on.
 * @param {string} script path from the folder
 * @param {string[]} args
 * @param {string} [folder] path from the root
 * @returns {Promise<boolean>}
 */
function runNode(script, args, folder = '.') {
  return new Promise((resolve) => {
    const child = spawn(node, [script, ...args], { cwd: join(root, folder), env, stdio: 'inherit' });
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on('SIGINT', end).on('SIGTERM', end);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('close', (code) => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve(code === 0);
    });
  });
}
