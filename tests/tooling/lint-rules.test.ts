import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-lint-'));
  for (const name of ['biome.json', '.gitignore', 'lint']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const handedIn = 'Time and chance are handed in';
const environment = "Don't use process.env";

describe('lint reports a planted violation', () => {
  test.each([
    ['packages/core/src/a.ts', 'export const a = Date.now();', handedIn],
    ['packages/core/src/a.ts', 'export const a = new Date();', handedIn],
    ['packages/core/src/a.ts', 'export const a = Math.random();', handedIn],
    ['packages/core/src/deep/a.ts', 'export const a = () => performance.now();', handedIn],
    ['packages/server/src/a.ts', "export const a = process.env['A'];", environment],
    ['packages/storage/src/a.ts', "import { env } from 'node:process';\nexport const a = env['A'];", environment],
    ['packages/api/src/a.ts', 'export const a = (b: any) => b;', 'Unexpected any'],
  ])('%s: %s', async (file, text, message) => {
    expect(await lint(file, text)).toContain(message);
  });
});

describe('lint lets pass', () => {
  test.each([
    ['packages/core/src/a.ts', 'export const a = new Date(5);'],
    ['packages/storage/src/a.ts', 'export const a = Date.now();'],
    ['packages/server/src/config.ts', "export const a = process.env['A'];"],
  ])('%s: %s', async (file, text) => {
    expect(await lint(file, text)).toMatch(/Checked 1 file.*No fixes applied/);
  });
});

async function lint(file: string, text: string): Promise<string> {
  const planted = join(folder, file);
  await mkdir(dirname(planted), { recursive: true });
  await writeFile(planted, `${text}\n`);
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--error-on-warnings', '--colors=off', file];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout, stderr) => {
      rm(planted).then(() => resolve(stdout + stderr));
    });
  });
}
