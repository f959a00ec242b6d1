import type { FastifyInstance } from 'fastify';
import type { House } from './house.ts';
import { HttpProblem } from './problem-reply.ts';

/** For whoever keeps the process running: whether it lives, and whether it can verify anything. */
export function health(app: FastifyInstance, { isReady }: Pick<House, 'isReady'>): void {
  const quiet = { logLevel: 'warn' as const };
  app.get('/health/live', quiet, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { live: true };
  });
  app.get('/health/ready', quiet, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (await isReady()) return { ready: true };
    throw new HttpProblem('unavailable', 'The store does not answer, or the verifier is not in step with it.');
  });
}
