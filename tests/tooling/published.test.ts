import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Tarball {
  readonly name: string;
  readonly filename: string;
}

const root = join(import.meta.dirname, '../..');
const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const published = globSync('packages/*', { cwd: root })
  .map((path) => join(root, path))
  .filter((folder) => existsSync(join(folder, 'package.json')) && read(folder).private !== true);

it('the components for React are what is published', () => {
  expect(published.map((folder) => read(folder).name)).toEqual(['@rollcall/react']);
});

describe('packed, and installed in an empty folder elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-stranger-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // No registry is asked: whatever it depends on is packed as it is installed here.
  beforeAll(() => {
    const wanted = new Set<string>();
    for (const one of [...published, folderOf('@types/react', root)]) withDependencies(one, wanted);
    const tarballs = JSON.parse(npm('pack', ...wanted, '--json', '--ignore-scripts')) as Tarball[];
    const dependencies = Object.fromEntries(tarballs.map(({ name, filename }) => [name, `file:${filename}`]));
    write('package.json', JSON.stringify({ name: 'stranger', private: true, type: 'module', dependencies }));
    npm('install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund');
  }, 120_000);

  it('brings no tests, and whatever it says that it exports', () => {
    const inside = globSync('**/*', { cwd: join(folder, 'node_modules/@rollcall/react') });
    expect(inside.filter((path) => /\.test\.|node_modules/.test(path))).toEqual([]);
    expect(inside).toEqual(expect.arrayContaining(['README.md', 'dist/index.js', 'dist/style.css']));
  });

  it('is imported, and renders where there is no browser', () => {
    write(
      'app.js',
      `import { createElement } from 'react';
       import { renderToString } from 'react-dom/server';
       import { DevicesPage, RollcallProvider } from '@rollcall/react';
       const page = createElement(RollcallProvider, { baseUrl: '/rollcall' }, createElement(DevicesPage));
       console.log(renderToString(page), import.meta.resolve('@rollcall/react/style.css'));`,
    );
    const said = run(process.execPath, ['app.js']);
    expect(said).toMatch(/^<div class="rollcall/);
    expect(said).toContain('node_modules/@rollcall/react/dist/style.css');
  });

  it('has types that hold in a strict project', { timeout: 60_000 }, () => {
    write(
      'app.tsx',
      `import { DevicesPage, RollcallProvider } from '@rollcall/react';
       export const page = <RollcallProvider baseUrl="/rollcall"><DevicesPage /></RollcallProvider>;
       // @ts-expect-error It asks for somewhere to find Rollcall.
       export const lost = <RollcallProvider baseUrl={7}><DevicesPage /></RollcallProvider>;`,
    );
    const strict = [
      '--strict',
      '--noEmit',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--jsx',
      'react-jsx',
    ];
    const compiler = join(folderOf('typescript', root), 'bin/tsc');
    expect(run(process.execPath, [compiler, ...strict, '--target', 'es2024', 'app.tsx'])).toBe('');
  });

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
  }

  function run(command: string, args: readonly string[]): string {
    const env = { PATH: [dirname(process.execPath), process.env['PATH']].join(':'), HOME: folder };
    try {
      return execFileSync(command, args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${stdout}${stderr}`, { cause: error });
    }
  }

  function npm(...args: readonly string[]): string {
    return run('npm', args);
  }
});

/** Adds the package and all that it needs, as they are installed in this repository. */
function withDependencies(folder: string, found: Set<string>): void {
  if (found.has(folder)) return;
  found.add(folder);
  const { dependencies, peerDependencies } = read(folder);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies }))
    withDependencies(folderOf(name, folder), found);
}

function folderOf(name: string, from: string): string {
  const manifest = findPackageJSON(name, join(from, 'package.json'));
  if (manifest === undefined) throw new Error(`${name} is not installed for ${from}.`);
  // Where it lies indeed, so that what it depends on is found beside it.
  return dirname(realpathSync(manifest));
}
