/** What the parts of the server say to whoever operates it. Fastify's logger (pino) is of this shape. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
