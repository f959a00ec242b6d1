import { expect, test } from 'vitest';
import { variableNames } from '../config-variables.ts';
import { explainConfiguration } from './configuration.ts';

test('Every variable is explained with its source; what may hold a password is not shown', () => {
  const found = explainConfiguration({ ROLLCALL_PORT: '9000', ROLLCALL_SMTP_URL: 'smtp://rollcall:hunter2@mail' });
  expect(found).toHaveLength(variableNames.length);
  const text = found.map(({ message }) => message).join('\n');
  expect(text).toContain('ROLLCALL_PORT is "9000", set in the environment. The TCP port');
  expect(text).toContain('ROLLCALL_HOST is not set: 127.0.0.1. The address');
  expect(text).toContain('ROLLCALL_SMTP_URL is set in the environment (not shown).');
  expect(text).not.toContain('hunter2');
});
