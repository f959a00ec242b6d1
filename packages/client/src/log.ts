import type { QueryOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type LogCalls = ReturnType<typeof logCalls>;

export function logCalls(send: Send, baseUrl: string) {
  return {
    list: (query: QueryOf<'GET /v1/me/log'> = {}) => send('GET /v1/me/log', { query }),
    /** An address to link to: the browser saves what it answers. */
    exportUrl: (format: 'csv' | 'json') => `${baseUrl}/v1/me/log/export?format=${format}`,
  };
}
