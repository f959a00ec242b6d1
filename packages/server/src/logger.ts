import type { FastifyBaseLogger } from 'fastify';
import pino, { type DestinationStream } from 'pino';
import type { LogLevel } from './config-variables.ts';

/** Fields that may carry a secret, wherever they stand; nothing of ours logs them, and this is in case somebody does. */
const secretFields = ['password', 'newPassword', 'currentPassword', 'token', 'link', 'url', 'cookie', 'authorization'];

/** Structured, one line each. Requests are logged by their route's pattern: never a URL's query, a header or a body. */
export function createLogger(level: LogLevel, destination?: DestinationStream): FastifyBaseLogger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[secret]' },
    serializers: { req: () => undefined, res: () => undefined },
  };
  return destination === undefined
    ? pino(options, pino.destination({ fd: 2, sync: true }))
    : pino(options, destination);
}
