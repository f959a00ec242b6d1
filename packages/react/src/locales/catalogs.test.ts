import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from './en.json' with { type: 'json' };
import swedish from './sv.json' with { type: 'json' };

type Catalog = { readonly [name: string]: string | Catalog };

const plural = /_(?:zero|one|two|few|many|other)$/;
/** Everything that says words to people. */
const sources = ['..', '../../../web/src'].map((folder) => join(import.meta.dirname, folder));

function flat(catalog: Catalog, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(catalog)) {
    if (typeof value === 'string') found.set(prefix + name, value);
    else for (const [key, text] of flat(value, `${prefix}${name}.`)) found.set(key, text);
  }
  return found;
}

const variablesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const en = flat(english);
const sv = flat(swedish);

const code = sources
  .flatMap((source) =>
    readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.d\.ts$/.test(file))
      .map((file) => readFileSync(join(source, file), 'utf8')),
  )
  .join('\n');

/** Keys as they stand in the code; `${…}` in the middle of one stands for any word. */
const used = [...code.matchAll(/['"`]([a-zA-Z]+(?:\.(?:\w|\$\{[^}]*\})+)+)['"`]/g)].map(([, key = '']) => key);
const usedExactly = new Set(used.filter((key) => !key.includes('$')));
const usedPatterns = used
  .filter((key) => key.includes('$'))
  .map((key) => new RegExp(`^${key.replace(/[.]/g, '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`));

describe('the catalogs', () => {
  it('say the same things in every language', () => {
    expect([...sv.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  it('leave nothing empty', () => {
    for (const [key, text] of [...en, ...sv]) expect([key, text.trim()]).not.toEqual([key, '']);
  });

  it.each([...en.keys()])('name the same facts in %s', (key) => {
    expect(variablesOf(sv.get(key) ?? '')).toEqual(variablesOf(en.get(key) ?? ''));
  });

  it('have each plural form that their languages need', () => {
    for (const [language, catalog] of Object.entries({ en, sv })) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const stems = new Set(
        [...catalog.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, '')),
      );
      for (const stem of stems) for (const form of forms) expect(catalog.has(`${stem}_${form}`)).toBe(true);
    }
  });

  it('say nothing that no page says', () => {
    const isUsed = (key: string) => {
      const stem = key.replace(plural, '');
      return [key, stem].some((name) => usedExactly.has(name) || usedPatterns.some((pattern) => pattern.test(name)));
    };
    expect([...en.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('know every key that a page says', () => {
    const areas = new Set(Object.keys(english));
    const isKnown = (key: string) => [...en.keys()].some((known) => known === key || known.replace(plural, '') === key);
    const isEvent = (key: string) => en.has(`log.${key}`);
    const asked = [...usedExactly].filter((key) => areas.has(key.split('.')[0] ?? '') && !isEvent(key));
    expect(asked.filter((key) => !isKnown(key))).toEqual([]);
  });
});
