import { type Route, type RouteKey, routes } from '@rollcall/api';
import type { Actor, Visitor } from '@rollcall/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { type Handlers, hijacked } from './handler.ts';
import type { Timer } from './pace.ts';
import { HttpProblem } from './problem-reply.ts';

/** What a listener knows of whoever calls. */
export interface Reception {
  /** Whoever may do what the route asks for; throws a problem for everybody else. */
  readonly actorOf: (request: FastifyRequest, route: Route) => Promise<Actor | null>;
  readonly visitorOf: (request: FastifyRequest) => Visitor;
  readonly timer: Timer;
  /** Runs after a handler and before its answer leaves. */
  readonly beforeAnswer: (request: FastifyRequest, route: Route, actor: Actor | null) => Promise<void>;
}

interface Arrival {
  readonly actor: Actor | null;
  readonly startedAt: number;
  /** Whether the rest of the request had not come yet when it was judged. */
  isAwaited: boolean;
}

type AnyHandler = (call: object) => Promise<unknown>;

/** Registers a route of the table for each handler, and the methods that its path does not take. */
export function register<Keys extends RouteKey>(
  app: FastifyInstance,
  reception: Reception,
  handlers: Handlers<Keys>,
): void {
  const methodsByPath = new Map<string, string[]>();
  for (const key of Object.keys(handlers) as Keys[]) {
    const [method = '', path = ''] = key.split(' ');
    methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), method]);
    registerRoute(app, reception, method as HTTPMethods, path, routes[key], handlers[key] as unknown as AnyHandler);
  }
  for (const [path, methods] of methodsByPath) refuseOtherMethods(app, path, methods);
}

function registerRoute(
  app: FastifyInstance,
  reception: Reception,
  method: HTTPMethods,
  url: string,
  route: Route,
  handler: AnyHandler,
): void {
  const arrivals = new WeakMap<FastifyRequest, Arrival>();
  const judge = async (request: FastifyRequest, startedAt: number) => {
    const arrival: Arrival = { actor: await reception.actorOf(request, route), startedAt, isAwaited: false };
    arrivals.set(request, arrival);
    // What came in one packet with its headers is read within this turn.
    setImmediate(() => {
      arrival.isAwaited = !request.raw.complete;
    });
  };
  app.route({
    method,
    url,
    exposeHeadRoute: false,
    schema: schemaOf(route),
    onRequest: (request) => judge(request, reception.timer.now()),
    preValidation: async (request) => {
      readIntegers(request, route);
      requireNoBody(request, route);
    },
    // Whoever sends headers and holds back the body may have lost the session or the role meanwhile.
    preHandler: async (request) => {
      const { startedAt, isAwaited } = arrivals.get(request) as Arrival;
      if (isAwaited) await judge(request, startedAt);
    },
    handler: async (request, reply) => {
      const { actor, startedAt } = arrivals.get(request) as Arrival;
      const { params, query, body } = request;
      const visitor = () => reception.visitorOf(request);
      const answer = await handler({ params, query, body, actor, visitor, startedAt, reply });
      if (answer === hijacked) return reply;
      await reception.beforeAnswer(request, route, actor);
      return send(reply, route, answer);
    },
  });
}

function send(reply: FastifyReply, { answer: { status, mediaType } }: Route, answer: unknown): FastifyReply {
  if (mediaType !== undefined && !reply.hasHeader('content-type')) reply.type(mediaType);
  return reply.code(status).send(answer);
}

/** A route takes what its row in the table names and nothing else; what it answers is written out of its schema. */
function schemaOf({ params, query, body, answer }: Route) {
  return {
    querystring: query ?? { type: 'object', additionalProperties: false },
    ...(params !== undefined && { params }),
    ...(body !== undefined && { body }),
    ...(answer.schema !== null && { response: { [answer.status]: answer.schema } }),
  };
}

/** A query is text; where the schema says integer, digits are read as one. Nothing else is ever coerced. */
function readIntegers(request: FastifyRequest, { query }: Route): void {
  const given = request.query as Record<string, unknown>;
  for (const [name, schema] of Object.entries(query?.properties ?? {})) {
    const text = given[name];
    const isInteger = (schema as { type?: string }).type === 'integer';
    if (isInteger && typeof text === 'string' && /^-?[0-9]{1,15}$/.test(text)) given[name] = Number(text);
  }
}

/** Where the table names no body, none or an empty object may come. */
function requireNoBody({ body }: FastifyRequest, route: Route): void {
  if (route.body !== undefined || body === undefined || body === null) return;
  if (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0) return;
  throw new HttpProblem('invalid_request', 'This address takes no body.', {
    errors: [{ pointer: '', message: 'must be left out' }],
  });
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

function refuseOtherMethods(app: FastifyInstance, url: string, taken: readonly string[]): void {
  const others = methods.filter((method) => !taken.includes(method));
  app.route({
    method: [...others],
    url,
    exposeHeadRoute: false,
    // Before a body is read: whatever it is, it is not taken here.
    onRequest: async (_request, reply) => {
      reply.header('allow', taken.join(', '));
      throw new HttpProblem('method_not_allowed', `This address takes ${taken.join(' and ')}.`);
    },
    handler: async () => undefined,
  });
}
