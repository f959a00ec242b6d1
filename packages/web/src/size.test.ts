import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { pages } from './routes.tsx';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const dist = new URL('../dist/', import.meta.url);
const mostBytes = 130_000;

/** Pages that somebody may see first, and what they need before anything shows. */
const firstViews = [
  'devices',
  'acting',
  'acting-for',
  'organization-sessions',
  'organization-users',
  'organization-user',
  'activity',
  'security',
  'sign-in',
  'set-up',
  'forgot',
  'reset',
  'verify-email',
];

describe('the built pages', () => {
  let manifest: Record<string, Chunk> = {};
  beforeAll(() => {
    manifest = readManifest();
  });

  it.each(firstViews)('show %s first with at most 130 kB of script, gzipped', (page) => {
    const files = filesOf(manifest, ['index.html', `src/pages/${page}.tsx`]);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });

  it('say which addresses have a page', () => {
    const paths = JSON.parse(readFileSync(new URL('.vite/site-map.json', dist), 'utf8'));
    expect(paths).toEqual(pages.map(({ path }) => path));
  });

  it('hold nothing that a strict content security policy refuses', () => {
    const page = readFileSync(new URL('index.html', dist), 'utf8');
    expect(page).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|https?:\/\/|data:/);
    for (const sheet of manifest['index.html']?.css ?? []) {
      expect(readFileSync(new URL(sheet, dist), 'utf8')).not.toMatch(/url\(\s*["']?(?:data:|https?:|\/\/)|@import/);
    }
  });
});

function readManifest(): Record<string, Chunk> {
  try {
    return JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
  } catch (cause) {
    throw new Error('Run `npm run build -w @rollcall/web` first: this measures what it made.', { cause });
  }
}

/** The scripts that these chunks load before they run, each once. */
function filesOf(manifest: Record<string, Chunk>, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The build has no ${name}.`);
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const name of names) visit(name);
  return [...seen].map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js'));
}
