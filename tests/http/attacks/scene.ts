import { expect } from 'vitest';
import { sessionCookie, type TestBrowser } from '../../src/browser.ts';
import type { Answered } from '../../src/http.ts';
import type { TableRow } from '../../src/route-table.ts';
import type { TestServer } from '../../src/test-server.ts';
import type { TestService } from '../../src/test-service.ts';

/** A server with two people and a service; Anna is signed in and has just proved who she is. */
export interface Scene {
  readonly server: TestServer;
  readonly anna: TestBrowser;
  /** A service with every permission there is. */
  readonly acme: TestService;
}

/** Headers that open the route as far as anything does: a service's bearer, or Anna's cookie. */
export function headersFor({ anna, acme }: Scene, { route }: TableRow): Record<string, string> {
  if (route.permission.startsWith('service.')) return { authorization: `Bearer ${acme.token}` };
  return { cookie: `${sessionCookie}=${anna.token}` };
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
