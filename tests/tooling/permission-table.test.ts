import { readFileSync } from 'node:fs';
import { permissions, permissionsOf, roles } from '@rollcall/core';
import { expect, it } from 'vitest';

const document = readFileSync(new URL('../../docs/security/organizations.md', import.meta.url), 'utf8');

it('the table of roles and permissions says what the code does', () => {
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [head = [], , ...rows] = document
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cells);
  expect(head).toEqual(['permission', ...roles]);
  expect(rows).toEqual(
    permissions.map((permission) => [
      `\`${permission}\``,
      ...roles.map((role) => (permissionsOf(role).includes(permission) ? 'yes' : '')),
    ]),
  );
});
