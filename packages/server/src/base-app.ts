import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { askerOf } from './askers.ts';
import type { Metrics } from './metrics/metrics.ts';
import { factsOfError } from './problem-of-error.ts';
import { HttpProblem, type ProblemFacts, problemHeaders, problemOf } from './problem-reply.ts';

const bodyLimitBytes = 64 * 1024;
const headerLimitBytes = 16 * 1024;
const requestTimeoutMs = 30_000;
/** Longer than a reverse proxy keeps its own, so that it is the one that closes. */
const keepAliveTimeoutMs = 75_000;
/** Longer than any schema takes, so that a long one is refused by its schema. */
const longestParameter = 2_048;

export interface BaseOptions {
  readonly log: FastifyBaseLogger;
  readonly metrics: Pick<Metrics, 'answered'>;
  /** What stands before the framework. */
  readonly before?: (framework: RequestListener) => RequestListener;
}

/** What both listeners share: strict input, and a problem document for whatever goes wrong. */
export function createBaseApp({ log, metrics, before = (framework) => framework }: BaseOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: withoutGreeting(log),
    childLoggerFactory: (_own, bindings, options) => log.child(bindings, options),
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: bodyLimitBytes,
    return503OnClosing: false,
    routerOptions: { maxParamLength: longestParameter },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: true, allErrors: false } },
    frameworkErrors: (error, request, reply) => {
      replyWith(request, reply, error);
    },
    clientErrorHandler: answerBrokenRequest,
    serverFactory: (framework) =>
      createServer(
        {
          maxHeaderSize: headerLimitBytes,
          requestTimeout: requestTimeoutMs,
          keepAliveTimeout: keepAliveTimeoutMs,
          requireHostHeader: false,
        },
        before(framework),
      ) as Server,
  });
  takeJsonOnly(app);
  app.setErrorHandler((error, request, reply) => replyWith(request, reply, error));
  app.addHook('onRequest', requireHost);
  app.addHook('onResponse', async (request, reply) => tellAnswer(metrics, request, reply));
  return app as unknown as FastifyInstance;
}

/** Fastify says by itself where it listens, in JSON, before whoever starts it has read in words what runs. */
function withoutGreeting(log: FastifyBaseLogger): FastifyBaseLogger {
  return Object.create(log, { info: { value: log.debug.bind(log), writable: true } });
}

/** For a listener that has nothing but its routes. */
export function answerUnknownAddresses(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => replyWith(request, reply, nothingHere()));
}

export function nothingHere(): HttpProblem {
  return new HttpProblem('not_found', 'There is nothing at this address.');
}

export function replyWith(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const facts = factsOfError(error) ?? unexpected;
  if (facts === unexpected) request.log.error({ err: error }, 'A request failed.');
  else if (facts.code === 'unavailable') request.log.warn({ err: error }, 'The store is out of reach.');
  else tellRefusal(request, facts);
  const problem = problemOf(facts, request.id);
  return reply.code(problem.status).headers(problemHeaders(facts)).serializer(JSON.stringify).send(problem);
}

/** What is told with who asked, where that is known (ASVS 16.3.1, 16.3.2). */
const toldRefusals: Partial<Record<ProblemFacts['code'], string>> = {
  forbidden: 'Access was refused.',
  too_many_requests: 'A try was not looked at, after too many.',
};

function tellRefusal({ log, method, raw, routeOptions }: FastifyRequest, { code, reason }: ProblemFacts): void {
  const message = toldRefusals[code];
  if (message === undefined) return;
  log.warn({ method, route: routeOptions.url ?? 'none', reason, ...askerOf(raw) }, message);
}

const unexpected: ProblemFacts = { code: 'internal', detail: 'The request could not be answered.' };

/** An empty body is none; a prototype in JSON is refused (secure-json-parse). */
function takeJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else parse(request, body as string, done);
  });
  // What a form without fields sends: a button may sign out. Whatever it carries is not taken.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else done(new HttpProblem('unsupported_media_type', 'A form with fields is not taken.'));
  });
}

/** Node would answer 400 by itself and without a word (RFC 9112, 3.2). */
async function requireHost({ raw }: FastifyRequest): Promise<void> {
  if (raw.headers.host !== undefined || raw.httpVersion === '1.0') return;
  throw new HttpProblem('invalid_request', 'The Host header is missing.');
}

/** The route's pattern and not the address: an address may carry what somebody typed. */
function tellAnswer(metrics: Pick<Metrics, 'answered'>, request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions } = request;
  const facts = { method, route: routeOptions.url ?? 'none', status: reply.statusCode };
  metrics.answered(facts, reply.elapsedTime);
  request.log.info({ ...facts, milliseconds: Math.round(reply.elapsedTime * 10) / 10 }, 'answered');
}

const lingerMs = 1_000;

/** What Node's parser refuses never becomes a request: answered on the bare connection, which then ends. */
function answerBrokenRequest(this: FastifyInstance, error: Error, socket: Socket): void {
  if (!socket.writable || (error as NodeJS.ErrnoException).code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const facts = factsOfError(error) ?? { code: 'invalid_request', detail: 'This is no well-formed HTTP request.' };
  const problem = problemOf(facts, randomUUID());
  const body = JSON.stringify(problem);
  const headers = { ...problemHeaders(facts), 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${problem.status} ${problem.code}`, ...lines, '', body].join('\r\n'));
  // Closing with unread input resets the connection, and the answer is lost with it.
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
