import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Row {
  readonly number: string;
  readonly level: string;
  readonly state: string;
  readonly where: string;
}

const rows = read('docs/security/asvs.md')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number = '']) => /^\d+\.\d+\.\d+$/.test(number))
  .map(([, number = '', level = '', , state = '', where = '']): Row => ({ number, level, state, where }));

/** How many requirements of levels 1 and 2 each section has, which come first in it, in ASVS 5.0.0; and further ones. */
const sections: Record<string, number> = {
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
};
const ofLevel3 = [
  '1.3.12',
  '3.4.8',
  '3.5.8',
  '6.3.5',
  '6.3.7',
  '6.3.8',
  '6.4.6',
  '6.5.6',
  '7.5.3',
  '8.2.4',
  '8.3.2',
  '16.5.4',
];

interface Proof {
  readonly file: string;
  readonly sentence: string;
}

/** `file`: "sentence", "another sentence of it" */
function proofsOf(where: string): Proof[] {
  return [...where.matchAll(/`([^`]+)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file = '', sentences = '']) =>
    [...sentences.matchAll(/"([^"]+)"/g)].map(([, sentence = '']) => ({ file, sentence })),
  );
}

const filesIn = (where: string) => [...where.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, file = '']) => file);
/** What stands behind each state. */
const needs: Record<string, (where: string) => boolean> = {
  met: (where) => proofsOf(where).length > 0,
  'met by design': (where) => filesIn(where).length > 0,
  'not yet': (where) => where !== '',
  'does not apply': (where) => where !== '',
};
const proofs = rows.flatMap(({ number, where }) =>
  proofsOf(where).map(({ file, sentence }) => [number, sentence, file] as const),
);
const named = rows.map((row) => [row.number, row] as const);

describe('the ASVS map', () => {
  test('has each requirement once, in order', () => {
    const expected = Object.entries(sections).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    );
    const inOrder = [...expected, ...ofLevel3].toSorted((one, other) =>
      one.localeCompare(other, 'en', { numeric: true }),
    );
    expect(rows.map(({ number }) => number)).toEqual(inOrder);
    expect(rows.filter(({ level }) => level === '3').map(({ number }) => number)).toEqual(ofLevel3);
  });

  test.each(named)('%s has a state, and says what that state needs, with files that exist', (_, { state, where }) => {
    expect(Object.keys(needs)).toContain(state);
    expect(needs[state]?.(where)).toBe(true);
    expect(filesIn(where).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test.each(proofs)('%s is proved by a test that exists: %s', (_number, sentence, file) => {
    expect(file).toMatch(/\.test\.tsx?$|^tests\//);
    const source = read(file);
    expect([`'${sentence}`, `"${sentence}`].some((title) => source.includes(title))).toBe(true);
  });
});

test('no page turns text into markup', () => {
  const sources = ['packages/web/src', 'packages/react/src', 'packages/client/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  expect(sources.length).toBeGreaterThan(50);
  const markup =
    /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
  expect(sources.filter((path) => markup.test(read(path)))).toEqual([]);
});
