import { type Route, routes } from '@rollcall/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readPresentation } from './cookies.ts';
import { pathOf } from './path-of.ts';

const preflightAnswer = {
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type',
  // As long as Chromium keeps it.
  'access-control-max-age': '7200',
};

/**
 * Lets pages of the named origins read our answers (Fetch, section 3.2). Never with credentials: such a page presents the token
 * of a session, and the browser's own cookie stays out of it.
 */
export function admitApplications(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.addHook('onRequest', async (request, reply) => {
    if (!pathOf(request).startsWith('/v1/')) return;
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin)) return;
    reply.header('access-control-allow-origin', origin);
    if (isPreflight(request)) return reply.code(204).headers(preflightAnswer).send();
  });
}

/** What an answer that bypasses the framework must say too. */
export function applicationHeaders(reply: FastifyReply): Record<string, string> {
  const given = ['vary', 'access-control-allow-origin'].map((name) => [name, reply.getHeader(name)]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/**
 * Whether a page of such an application sent this by its own will: no browser adds a bearer by itself, and no cookie came along.
 * Only for what one does to one's own account: nobody signs in from there.
 */
export function isOfApplication(request: FastifyRequest, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return false;
  const { sessionToken, hasCookies } = readPresentation(request.raw.rawHeaders);
  return sessionToken !== null && !hasCookies && permissionOf(request) === 'self';
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function permissionOf({ method, routeOptions: { url } }: FastifyRequest): Route['permission'] | undefined {
  return (routes as Readonly<Record<string, Route>>)[`${method} ${url}`]?.permission;
}
