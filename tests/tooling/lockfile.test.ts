import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Where Node looks for what a package asks for: beside it, then ever further out. */
function isLocked(from: string, name: string): boolean {
  const folders = from.split('/');
  return (
    folders.some((_, depth) =>
      Object.hasOwn(packages, [...folders.slice(0, depth + 1), 'node_modules', name].join('/')),
    ) || Object.hasOwn(packages, `node_modules/${name}`)
  );
}

test('the lockfile holds whatever a package of it depends on, which npm itself does not look at', () => {
  const missing = Object.entries(packages).flatMap(([from, { link, dependencies = {} }]) => {
    if (link) return [];
    return Object.keys(dependencies)
      .filter((name) => !isLocked(from, name))
      .map((name) => `${from} needs ${name}`);
  });
  expect(missing).toEqual([]);
});
