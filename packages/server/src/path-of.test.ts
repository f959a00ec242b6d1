import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { pathOf } from './path-of.ts';

it('names the route, however its address is spelled, and what was asked for where there is none', async () => {
  const app = Fastify();
  app.get('/v1/me', async (request) => pathOf(request));
  app.setNotFoundHandler(async (request) => pathOf(request));
  expect((await app.inject('/%761/me')).body).toBe('/v1/me');
  expect((await app.inject('/v1/elsewhere?a=b')).body).toBe('/v1/elsewhere?a=b');
});
