import type { ProblemCode } from '@rollcall/api';
import type { FastifyError } from 'fastify';
import { HttpProblem, type ProblemFacts } from './problem-reply.ts';
import { factsOfRefusal, isRefusal } from './refusals.ts';

/** What the framework and Node's parser refuse, by their codes. Whatever is not here is a bug or an outage. */
const known: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_BAD_URL: ['invalid_request', 'The address is not well-formed: a percent sign must begin an encoded byte.'],
  FST_ERR_MAX_PARAM_LENGTH: ['invalid_request', 'A part of the address is longer than any that this server knows.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['body_too_large', 'The body is larger than this address takes.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid_request', 'The body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid_request', 'The body is no JSON that this server takes.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid_request', 'The body is not as long as its Content-Length says.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'The body is not sent as JSON.'],
  FST_ERR_CTP_INVALID_TYPE: ['unsupported_media_type', 'The body is not sent as JSON.'],
  HPE_HEADER_OVERFLOW: ['header_too_large', 'The headers are larger than this server takes.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['body_too_large', 'The chunk extensions are larger than this server takes.'],
};

/** The facts to answer an error with; `null` where it is none that anybody expected. */
export function factsOfError(error: unknown): ProblemFacts | null {
  if (error instanceof HttpProblem) return error.facts;
  if (isRefusal(error)) return factsOfRefusal(error);
  if (!(error instanceof Error)) return null;
  const { code, validation, validationContext } = error as FastifyError;
  if (validation !== undefined) return factsOfValidation(validation, validationContext ?? 'body');
  const [problem, detail] = known[code] ?? [];
  if (problem !== undefined && detail !== undefined) return { code: problem, detail };
  return isOutage(error) ? { code: 'unavailable', detail: 'The store does not answer.' } : null;
}

type Faults = NonNullable<FastifyError['validation']>;

function factsOfValidation(faults: Faults, part: string): ProblemFacts {
  const where = part === 'body' ? 'body' : part === 'params' ? 'path' : 'query';
  const errors = faults.map((fault) => ({ pointer: pointerTo(fault), message: messageOf(fault) }));
  const [first] = errors;
  return {
    code: 'invalid_request',
    detail: `The ${where} does not hold: ${first?.pointer || 'it'} ${first?.message ?? 'is not as described'}.`,
    errors,
  };
}

/** Names the unknown or missing field itself; the validator points to the object around it. */
function pointerTo({ instancePath, params }: Faults[number]): string {
  const { additionalProperty, missingProperty } = params as Record<string, unknown>;
  const field = additionalProperty ?? missingProperty;
  if (typeof field !== 'string') return instancePath;
  return `${instancePath}/${field.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function messageOf({ keyword, message }: Faults[number]): string {
  if (keyword === 'additionalProperties') return 'is not known here';
  if (keyword === 'required') return 'is missing';
  return message ?? 'is not as described';
}

/** How drivers say that the store cannot be reached. PostgreSQL's classes 08, 28, 3D, 53 and 57 are connection, log-in, no such database, resources, operator. */
const outageCodes =
  /^(?:ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|SQLITE_(?:BUSY|IOERR|FULL|CANTOPEN|READONLY)[A-Z_]*|(?:08|28|3D|53|57)[0-9A-Z]{3})$/;
const outageMessages =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function isOutage(error: Error): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as Error & { code?: unknown };
    if (typeof code === 'string' && outageCodes.test(code)) return true;
    if (outageMessages.test(cause.message)) return true;
    if (cause instanceof AggregateError && cause.errors.some((one) => one instanceof Error && isOutage(one)))
      return true;
  }
  return false;
}
