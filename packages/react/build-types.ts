import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '../..');
const entry = 'react/src/index';

/** Packages of ours that the published types reach into, which are not published themselves. */
const ours: Readonly<Record<string, string>> = {
  '@rollcall/client': 'client/src/index',
  '@rollcall/client/react': 'client/src/react/index',
  '@rollcall/api': 'api/src/index',
};

/** Writes the declarations that can be reached from the entry, with our other packages' beside them. */
export function buildTypes(): void {
  const emitted = mkdtempSync(join(tmpdir(), 'rollcall-types-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--project', join(here, 'tsconfig.build.json'), '--outDir', emitted];
    execFileSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
    copyReachable(emitted, join(here, 'dist/types'));
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

function copyReachable(from: string, to: string): void {
  const queue = [entry];
  const seen = new Set(queue);
  for (const module of queue) {
    const declared = readFileSync(join(from, `${module}.d.ts`), 'utf8').replace(styles, '');
    const text = declared.replace(specifier, (all, before, wanted, after) => {
      const target = moduleOf(module, wanted);
      if (target === null) return all;
      if (!seen.has(target)) queue.push(target);
      seen.add(target);
      return `${before}${pathBetween(module, target)}${after}`;
    });
    const file = join(to, `${module}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const styles = /^import '[^']+\.css';\n/gm;
/** What stands after `from` or in `import(…)`. */
const specifier = /(\bfrom\s+["']|\bimport\(["'])([^"']+)(["'])/g;

/** The module of ours that is meant; `null` for a library. */
function moduleOf(importer: string, wanted: string): string | null {
  if (wanted.startsWith('.')) return join(dirname(importer), wanted).replace(/\.tsx?$/, '');
  return ours[wanted] ?? null;
}

function pathBetween(importer: string, target: string): string {
  const path = relative(dirname(importer), target);
  return `${path.startsWith('.') ? path : `./${path}`}.js`;
}
