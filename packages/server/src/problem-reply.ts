import { type Problem, type ProblemCode, problems } from '@rollcall/api';

/** What is known of one case; the rest of the document stands in the table of public codes. */
export interface ProblemFacts {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly reason?: string;
  readonly retryAfterMs?: number;
  readonly at?: number;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

/** An expected answer of the HTTP side itself, where core has not been asked. */
export class HttpProblem extends Error {
  readonly facts: ProblemFacts;

  constructor(code: ProblemCode, detail: string, more: Omit<ProblemFacts, 'code' | 'detail'> = {}) {
    super(code);
    this.name = 'HttpProblem';
    this.facts = { code, detail, ...more };
  }
}

export const problemMediaType = 'application/problem+json';

/** The document that the wire carries (RFC 9457). */
export function problemOf(facts: ProblemFacts, requestId: string): Problem {
  const { status, title, remedy, retry } = problems[facts.code];
  return {
    type: `/problems/${facts.code}`,
    title,
    status,
    code: facts.code,
    ...(facts.reason !== undefined && { reason: facts.reason }),
    detail: facts.detail,
    remedy,
    retry,
    ...(facts.retryAfterMs !== undefined && { retryAfterMs: facts.retryAfterMs }),
    ...(facts.at !== undefined && { at: facts.at }),
    ...(facts.errors !== undefined && { errors: [...facts.errors] }),
    requestId,
  };
}

/** The headers that go with it. */
export function problemHeaders({ code, retryAfterMs }: ProblemFacts): Record<string, string> {
  return {
    'content-type': problemMediaType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(problems[code].status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }),
  };
}
