import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderCommandDocument } from './command-document.ts';

test('The page on commands is current (npm run docs)', () => {
  const page = new URL('../../../docs/operate/commands.md', import.meta.url);
  expect(readFileSync(page, 'utf8')).toBe(renderCommandDocument());
});
