import type { FastifyRequest } from 'fastify';

/** The path that the router took the request for: `/%761/me` is `/v1/me`. Where it knows no such path, what was asked for. */
export function pathOf({ routeOptions, url }: FastifyRequest): string {
  return routeOptions.url ?? url;
}
