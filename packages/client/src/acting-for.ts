import type { Outcome } from '@rollcall/api';
import type { Send } from './send.ts';

export type ActingForCalls = ReturnType<typeof actingForCalls>;

/** What is ended of somebody's on their behalf: one session, what one device holds, or everything. */
export type OnBehalf = { readonly sessionId: string } | { readonly deviceId: string } | 'everything';

/** People on whose behalf one may act, in the organization where one is. What is done needs a fresh proof of one's own. */
export function actingForCalls(send: Send) {
  return {
    get: (id: string) => send('GET /v1/me/acting-for/:id', { params: { id } }),
    /** Their owner is told by mail, and reads it in their own history. */
    end(id: string, what: OnBehalf): Promise<Outcome> {
      if (what === 'everything') return send('POST /v1/me/acting-for/:id/ending', { params: { id } });
      return 'sessionId' in what
        ? send('POST /v1/me/acting-for/:id/sessions/:sessionId/ending', { params: { id, ...what } })
        : send('POST /v1/me/acting-for/:id/devices/:deviceId/ending', { params: { id, ...what } });
    },
  };
}
