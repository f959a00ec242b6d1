/** What the verifier says to whoever operates it. Pino's and Fastify's loggers are of this shape. */
export interface VerifierLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export const silent: VerifierLog = { info() {}, warn() {} };
