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
    serializers: { req: () => undefined, res: () => undefined, err: writtenError },
  };
  return destination === undefined
    ? pino(options, pino.destination({ fd: 2, sync: true }))
    : pino(options, destination);
}

interface WrittenError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: WrittenError;
}

/** An error's own fields stay out: drivers put rows into them, and rows hold what somebody typed. */
function writtenError(error: unknown): WrittenError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, stack, cause } = error as NodeJS.ErrnoException;
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && { cause: writtenError(cause) }),
  };
}
