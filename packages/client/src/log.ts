import type { QueryOf } from '@rollcall/api';
import { ask, type Connection, type Send } from './send.ts';

export type LogCalls = ReturnType<typeof logCalls>;

export function logCalls(send: Send, connection: Connection) {
  return {
    list: (query: QueryOf<'GET /v1/me/log'> = {}) => send('GET /v1/me/log', { query }),
    /** The whole history as a file. */
    export: async (format: 'csv' | 'json') => (await ask(connection, `/v1/me/log/export?format=${format}`, {})).blob(),
  };
}
