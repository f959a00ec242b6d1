// Holds the dependency rule of .dependency-cruiser.mjs, in two halves: a planted tree in which every rule is broken
// must be reported rule by rule, and the real tree must be read (not skipped) and be clean.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import configuration, { mayImport } from '../.dependency-cruiser.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = Object.keys(mayImport);
const forbidden = configuration.forbidden ?? [];

/**
 * What is planted: `[file, its text, the rule that must report it]`; no rule means the file is allowed.
 * @type {[file: string, text: string, rule?: string][]}
 */
const planted = [
  ...packages.flatMap((from) =>
    packages
      .filter((to) => to !== from)
      .map((to) => {
        const allowed = /** @type {Record<string, string[]>} */ (mayImport)[from]?.includes(to);
        const file = `packages/${from}/src/to-${to}.ts`;
        const text = `import type { A } from '@rollcall/${to}';\nexport type B = A;\n`;
        return /** @type {[string, string, string?]} */ (allowed ? [file, text] : [file, text, `${from}-imports`]);
      }),
  ),
  ['packages/storage/src/by-path.ts', `export { a } from '../../verifier/src/index.ts';`, 'storage-imports'],
  ['packages/verifier/src/lazily.ts', `export const a = () => import('@rollcall/storage');`, 'verifier-imports'],
  [
    'packages/client/src/value.ts',
    `import { a } from '@rollcall/api';\nexport const b = a;`,
    'client-imports-types-of-api',
  ],
  [
    'packages/client/src/mixed.ts',
    `import { a, type A } from '@rollcall/api';\nexport const b: A = a;`,
    'client-imports-types-of-api',
  ],
  ['packages/client/src/inline.ts', `import { type A } from '@rollcall/api';\nexport type B = A;`],
  [
    'packages/core/src/reads.ts',
    `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`,
    'core-has-no-io',
  ],
  ['packages/core/src/calls.ts', `import http from 'http';\nexport const a = http;`, 'core-has-no-io'],
  ['packages/core/src/stores.ts', `import pg from 'pg';\nexport const a = pg;`, 'core-has-no-io'],
  ['packages/core/src/hashes.ts', `import { createHash } from 'node:crypto';\nexport const a = createHash;`],
  ['packages/core/src/names.ts', `import { v7 } from 'uuid';\nexport const a = v7;`],
  ['packages/core/src/reads.test.ts', `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`],
  [
    'packages/web/src/pages/one.tsx',
    `import { Two } from './two.tsx';\nexport const One = () => <Two />;`,
    'no-page-imports-a-page',
  ],
  ['packages/web/src/pages/two.tsx', `export const Two = () => <p />;`],
  ['packages/web/src/pages/three/index.tsx', `export { Part } from './part.tsx';`],
  ['packages/web/src/pages/three/part.tsx', `export const Part = () => <p />;`],
  ['packages/server/src/helped.ts', `export { a } from '../../../tests/src/helper.ts';`, 'nothing-imports-tests'],
  ['packages/server/src/helped.test.ts', `export { a } from '../../../tests/src/helper.ts';`],
  [
    'packages/server/src/astray.test.ts',
    `export { a } from '../../../tests/journeys/journey.ts';`,
    'tests-reach-only-helpers',
  ],
  [
    'examples/one/src/inside.ts',
    `import type { A } from '@rollcall/core';\nexport type B = A;`,
    'examples-import-what-is-published',
  ],
  ['examples/one/src/outside.ts', `import type { A } from '@rollcall/react';\nexport type B = A;`],
  ['tests/astray.ts', `export { B } from '../examples/one/src/outside.ts';`, 'nothing-imports-examples'],
  // A cycle is reported once, at one of its files.
  ['packages/server/src/egg.ts', `import { hen } from './hen.ts';\nexport const egg = () => hen;`, 'no-cycle'],
  ['packages/server/src/hen.ts', `import { egg } from './egg.ts';\nexport const hen = () => egg;`],
  ['packages/api/src/egg.ts', `import type { Hen } from './hen.ts';\nexport type Egg = Hen;`, 'no-cycle'],
  ['packages/api/src/hen.ts', `import type { Egg } from './egg.ts';\nexport type Hen = Egg;`],
  ['packages/api/src/undeclared.ts', `import { a } from 'not-declared';\nexport const b = a;`, 'no-undeclared'],
  ['tests/src/helper.ts', `export const a = 1;`],
  ['tests/journeys/journey.ts', `import { a } from '@rollcall/server';\nexport const b = a;`],
];

/** @param {string} folder */
async function violationsIn(folder) {
  const { output } = await cruise(['packages', 'examples', 'tests', 'bench', 'demo'], {
    ...configuration.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser returned text instead of a result.');
  return {
    files: output.modules.map(({ source }) => source).filter((source) => !source.includes('node_modules')),
    found: output.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name })),
  };
}

/** @param {string} folder */
function plant(folder) {
  /** @param {string} file @param {string} text */
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const name of packages) {
    write(`packages/${name}/package.json`, JSON.stringify({ name: `@rollcall/${name}`, exports: './src/index.ts' }));
    write(`packages/${name}/src/index.ts`, 'export type A = number;\nexport const a = 1;\n');
  }
  for (const name of ['uuid', 'pg']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  mkdirSync(join(folder, 'node_modules/@rollcall'), { recursive: true });
  for (const name of packages) symlinkSync(`../../packages/${name}`, join(folder, 'node_modules/@rollcall', name));
  write('bench/src/main.ts', `import '@rollcall/server';\n`);
  write('demo/src/main.ts', `import '@rollcall/server';\n`);
  for (const [file, text] of planted) write(file, text);
}

/** Returns what the checker got wrong about the planted tree: nothing, when it is to be trusted. */
export async function provePlanted() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-planted-'));
  try {
    plant(folder);
    const { found } = await violationsIn(folder);
    const expected = new Map(planted.map(([file, , rule]) => [file, rule]));
    const missed = [...expected]
      .filter(([file, rule]) => rule && !found.some((one) => one.from === file && one.rule === rule))
      .map(([file, rule]) => `not reported: ${file} breaks ${rule}`);
    const wrong = found
      .filter(({ from, rule }) => expected.get(from) !== rule)
      .map(({ from, to, rule }) => `reported without cause: ${from} → ${to} (${rule})`);
    const unproved = forbidden
      .filter(({ name }) => !name || ![...expected.values()].includes(name))
      .map(({ name }) => `no violation is planted for ${name}`);
    return [...missed, ...wrong, ...unproved];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns what breaks the rule in the real tree, and every source file that was not read. */
export async function checkTree() {
  const { files, found } = await violationsIn(root);
  const read = new Set(files);
  const unread = ['packages', 'examples', 'tests', 'bench', 'demo']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/(?:^|\/)(?:node_modules|dist)\//.test(file) && !read.has(file));
  return {
    read: read.size,
    problems: [
      ...found.map(({ from, to, rule }) => {
        const comment = forbidden.find(({ name }) => name === rule)?.comment;
        return `${from} → ${to} (${rule}) ${comment}`;
      }),
      ...unread.map((file) => `not read: ${file}`),
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const proof = await provePlanted();
  const { read, problems } = await checkTree();
  for (const line of [...proof, ...problems]) process.stdout.write(`${line}\n`);
  process.stdout.write(
    `${planted.filter(([, , rule]) => rule).length} planted violations, ${proof.length} of them misjudged; ` +
      `${read} files of ours read, ${problems.length} problems.\n`,
  );
  if (proof.length + problems.length > 0) process.exitCode = 1;
}
