import type { Send } from './send.ts';

export type HoldCalls = ReturnType<typeof holdCalls>;

/** What was pressed and not proved yet. */
export function holdCalls(send: Send) {
  return {
    confirm: (id: string) => send('POST /v1/me/holds/:id/confirmation', { params: { id } }),
    withdraw: (id: string) => send('POST /v1/me/holds/:id/withdrawal', { params: { id } }),
  };
}
