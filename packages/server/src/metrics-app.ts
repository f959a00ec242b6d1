import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { answerUnknownAddresses, createBaseApp } from './base-app.ts';
import type { Metrics } from './metrics/metrics.ts';

const path = '/metrics';

/** A listener that has nothing but the metrics. */
export function createMetricsApp(log: FastifyBaseLogger, metrics: Metrics): FastifyInstance {
  const app = createBaseApp({ log, metrics });
  answerUnknownAddresses(app);
  serveMetrics(app, metrics);
  return app;
}

export function serveMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get(path, { logLevel: 'warn' }, async (_request, reply) => {
    reply.type(metrics.mediaType).header('cache-control', 'no-store');
    return metrics.render();
  });
}
