import Fastify, { type FastifyInstance } from 'fastify';
import { type Application, languageFor, samplePage } from './sample-page.ts';

/** Starts an application on a free port of this machine and returns where. */
export async function startApplication(application: Application): Promise<{ app: FastifyInstance; origin: string }> {
  const app = Fastify({ logger: false });
  app.get('/', async ({ headers }, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('vary', 'Accept-Language');
    const account = headers['rollcall-account'];
    return samplePage(application, languageFor(headers['accept-language']), account?.toString());
  });
  app.get('/tide', async () => ({ centimeters: Math.round(40 + 30 * Math.sin(Date.now() / 4_000)) }));
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, origin };
}
