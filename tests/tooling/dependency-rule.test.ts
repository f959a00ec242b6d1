import { expect, test } from 'vitest';
import { provePlanted } from '../../scripts/dependency-rule.mjs';

test('the dependency check reports each planted violation, and nothing that is allowed', async () => {
  expect(await provePlanted()).toEqual([]);
});
