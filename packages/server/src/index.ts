/** The server as a program starts it; tests and bench do. */
export type { Config } from './config.ts';
export { configFrom } from './config.ts';
export { createLogger } from './logger.ts';
export type { Timer } from './pace.ts';
export { type RunningServer, startServer } from './start-server.ts';
