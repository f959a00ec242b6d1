import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variableNames } from '../../packages/server/src/config-variables.ts';
import { metricNames } from '../../packages/server/src/metrics/catalog.ts';

/** Names of files in the guide's examples. */
const files = ['store', 'kept'];
const guide = readFileSync(new URL('../../docs/operate/README.md', import.meta.url), 'utf8');

test('The guide names only metrics and settings that there are', () => {
  const derived = /_(?:bucket|sum|count)$/;
  for (const [name] of guide.matchAll(/\brollcall_[a-z_]+/g)) expect(metricNames).toContain(name.replace(derived, ''));
  for (const [name] of guide.matchAll(/\bROLLCALL_[A-Z_]+/g)) expect(variableNames).toContain(name);
});

test('Every command of the guide is one that there is', () => {
  const program = ['program', 'commands/serving', 'commands/accounts', 'commands/sessions', 'commands/store']
    .concat(['commands/keys', 'commands/doctor', 'commands/policy', 'commands/log', 'commands/organizations'])
    .concat(['commands/members', 'commands/invitations', 'commands/lock-outs'])
    .map((name) => readFileSync(new URL(`../../packages/cli/src/${name}.ts`, import.meta.url), 'utf8'))
    .join('\n');
  const named = [...guide.matchAll(/`rollcall ([a-z-]+)(?: ([a-z][a-z-]+))?/g)].flatMap(([, ...words]) => words);
  const commands = named.filter((word) => word !== undefined && !files.includes(word));
  const unknown = commands.filter((word) => !new RegExp(`command\\('${word}\\b`).test(program));
  expect(unknown).toEqual([]);
  expect(commands.length).toBeGreaterThan(10);
});
