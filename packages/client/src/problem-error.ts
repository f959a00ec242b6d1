import type { Problem, ProblemCode } from '@rollcall/api';

/** The server said no, and why: an RFC 9457 problem document with Rollcall's fields. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  /** A closed word within the code, where it has one. */
  get reason(): string | null {
    return this.problem.reason ?? null;
  }

  /** Milliseconds until it is worth trying again. */
  get retryAfterMs(): number | null {
    return this.problem.retryAfterMs ?? null;
  }

  /** When the thing in question happened, milliseconds UTC. */
  get at(): number | null {
    return this.problem.at ?? null;
  }

  get errors(): NonNullable<Problem['errors']> {
    return this.problem.errors ?? [];
  }

  get requestId(): string {
    return this.problem.requestId;
  }
}

/** Whether the error is a problem with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly ProblemCode[]): error is ProblemError {
  return error instanceof ProblemError && codes.includes(error.code);
}

/** Only what the rest relies on is looked at: the schemas stay out of the browser. */
export function isProblem(document: unknown): document is Problem {
  if (typeof document !== 'object' || document === null) return false;
  return 'code' in document && typeof document.code === 'string' && 'status' in document && 'detail' in document;
}
