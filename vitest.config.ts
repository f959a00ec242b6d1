import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', '{bench,demo}/src/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['tests/src/global-setup.ts'],
    pool: 'forks',
    allowOnly: !process.env['CI'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
