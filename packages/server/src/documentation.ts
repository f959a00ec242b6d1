import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { type ProblemCode, problems } from '@rollcall/api';
import type { FastifyInstance } from 'fastify';
import { nothingHere } from './base-app.ts';
import type { Facts } from './house.ts';
import { openApiOf } from './openapi.ts';

/** The description of the interface, a page to browse it, and what each problem code means. */
export async function documentation(
  app: FastifyInstance,
  facts: Pick<Facts, 'publicOrigin' | 'version'>,
): Promise<void> {
  const document = openApiOf(facts);
  app.get('/openapi.json', async (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    return document;
  });
  app.get<{ Params: { code: string } }>('/problems/:code', async ({ params }) => {
    if (!isProblemCode(params.code)) throw nothingHere();
    const { status, title, remedy, retry } = problems[params.code];
    return { code: params.code, status, title, remedy, retry };
  });
  await app.register(browsablePage, { document });
}

/** Swagger UI without its top bar, whose inline style our policy refuses; nothing else of it needs a looser one. */
async function browsablePage(app: FastifyInstance, { document }: { document: object }): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document } as never });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Rollcall: the HTTP interface' },
    uiConfig: { layout: 'BaseLayout', validatorUrl: null, defaultModelsExpandDepth: -1 } as never,
  });
}

function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problems, text);
}
