import type { QueryOf } from '@rollcall/api';
import { ask, type Connection, type Send, searchOf } from './send.ts';

export type OrganizationLogCalls = ReturnType<typeof organizationLogCalls>;

/** What happened in the organization of one's session, for whoever holds `platform.log.view`. */
export function organizationLogCalls(send: Send, connection: Connection) {
  const file = async (path: string, query: object) => (await ask(connection, path + searchOf({ ...query }), {})).blob();
  return {
    list: (query: QueryOf<'GET /v1/organization/log'> = {}) => send('GET /v1/organization/log', { query }),
    /** Whether the chain holds, and up to when it is sealed. */
    state: () => send('GET /v1/organization/log/state'),
    /** The same lines as a file. */
    exportCsv: (query: QueryOf<'GET /v1/organization/log/export'> = {}) => file('/v1/organization/log/export', query),
    /** Every line in the order of the chain, as lines of JSON that verify elsewhere. */
    exportChain: (query: QueryOf<'GET /v1/organization/log/chain'> = {}) => file('/v1/organization/log/chain', query),
  };
}
