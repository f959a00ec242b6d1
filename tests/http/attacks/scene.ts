import { expect } from 'vitest';
import type { TestBrowser } from '../../src/browser.ts';
import type { Answered } from '../../src/http.ts';
import type { TestServer } from '../../src/test-server.ts';

/** A server with two people; Anna is signed in and has just proved who she is. */
export interface Scene {
  readonly server: TestServer;
  readonly anna: TestBrowser;
}

/** A problem document with that code, whole and without anything from inside. */
export function expectProblem(answered: Answered, ...codes: string[]): void {
  expect(answered.headers['content-type'], answered.text).toBe('application/problem+json');
  const problem = answered.json();
  expect(codes, answered.text).toContain(problem['code']);
  expect(problem).toMatchObject({
    type: `/problems/${problem['code']}`,
    status: answered.status,
    title: expect.any(String),
    detail: expect.stringMatching(/^\S.*\.$/s),
    remedy: expect.any(String),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(answered.text).not.toMatch(/node:|node_modules|\.ts:|select |insert |sqlite|postgres|kysely|argon2/i);
}

/** The body but for what differs from request to request. */
export function withoutRequestId(answered: Answered): string {
  return answered.text.replace(/"requestId":"[^"]*"/, '');
}
