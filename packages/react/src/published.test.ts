import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postcss, { type AtRule, type Rule } from 'postcss';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const styles = () => postcss.parse(read('dist/style.css'));

describe('the style sheet for other applications', () => {
  it('says nothing of what stands outside our components, but that the page holds still behind a sheet', () => {
    const outside = rulesOf(styles()).flatMap(({ selectors }) => selectors.filter((one) => !isInside(one)));
    expect(outside).toEqual(['html:has(.rollcall [data-sheet])']);
  });

  it('stands in no layer, where any rule of the application would beat it', () => {
    expect(named('layer', 'import')).toEqual([]);
  });

  it('names nothing for the whole page that the application may have named too', () => {
    const names = named('keyframes', 'property', 'font-face').map(({ params }) => params);
    expect(names.filter((name) => !/^(?:rollcall-|--tw-)/.test(name))).toEqual([]);
  });

  it('takes nothing from elsewhere, and no font or picture of its own', () => {
    expect(read('dist/style.css')).not.toMatch(/url\(/);
  });
});

describe('the script for other applications', () => {
  it('asks for React and for nothing else', () => {
    const wanted = scripts().flatMap((name) => [
      ...read(`dist/${name}`).matchAll(/^import[^"'();]*["']([^."'][^"']*)["']/gm),
    ]);
    const names = new Set(wanted.map(([, name]) => name));
    expect(names).toContain('react');
    expect([...names].filter((name) => !/^react(?:-dom)?(?:\/|$)/.test(name ?? ''))).toEqual([]);
  });

  it('makes no code out of text, which a strict content security policy refuses', () => {
    for (const name of scripts()) expect(read(`dist/${name}`)).not.toMatch(/\beval\(|new Function\(/);
  });
});

it('every hook that its guides name is there', async () => {
  const there = await import(pathToFileURL(join(folder, 'dist/index.js')).href);
  for (const guide of ['README.md', '../../docs/integrate/react.md']) {
    const hooks = new Set(read(guide).match(/\buse[A-Z]\w+/g));
    expect(hooks.size).toBeGreaterThan(5);
    expect([guide, ...[...hooks].filter((name) => typeof there[name] !== 'function')]).toEqual([guide]);
  }
});

it('the package is one that every kind of project can install', async () => {
  const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg ?? {}, { color: false }))).toEqual([]);
});

it('the types reach into nothing that is not installed with them', () => {
  const files = readdirSync(join(folder, 'dist/types'), { recursive: true, encoding: 'utf8' });
  const texts = files.filter((file) => file.endsWith('.d.ts')).map((file) => read(`dist/types/${file}`));
  const wanted = texts.flatMap((text) => [...text.matchAll(/(?:\bfrom |\bimport\()["']([^."'][^"']*)["']/g)]);
  const { dependencies, peerDependencies } = JSON.parse(read('package.json'));
  const installed = Object.keys({ ...dependencies, ...peerDependencies });
  expect([...new Set(wanted.map(([, name]) => name))].filter((name) => !installed.includes(name ?? ''))).toEqual([]);
});

function read(file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    throw new Error('Run `npm test -- web` first: this looks at what it made.', { cause });
  }
}

function scripts(): string[] {
  return readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.js'));
}

function rulesOf(root: postcss.Root): Rule[] {
  const rules: Rule[] = [];
  root.walkRules((rule) => {
    if (!(rule.parent as Partial<AtRule>).name?.endsWith('keyframes')) rules.push(rule);
  });
  return rules;
}

function named(...names: readonly string[]): AtRule[] {
  const found: AtRule[] = [];
  styles().walkAtRules((rule) => {
    if (names.includes(rule.name)) found.push(rule);
  });
  return found;
}

function isInside(selector: string): boolean {
  return selector.startsWith('.rollcall.rollcall');
}
