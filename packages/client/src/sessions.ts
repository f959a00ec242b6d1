import type { QueryOf } from '@rollcall/api';
import type { Send } from './send.ts';

export type SessionCalls = ReturnType<typeof sessionCalls>;

export function sessionCalls(send: Send) {
  return {
    list: (query: QueryOf<'GET /v1/me/sessions'> = {}) => send('GET /v1/me/sessions', { query }),
    /** Holds it at once; ends it where the owner has proved who they are lately. */
    terminate: (id: string) => send('POST /v1/me/sessions/:id/revocation', { params: { id } }),
    /** All but the current one. */
    terminateOthers: () => send('POST /v1/me/sessions/revocation'),
  };
}
