import type { Send } from './send.ts';

export type DeviceCalls = ReturnType<typeof deviceCalls>;

/** The inventory: devices with what they hold. */
export function deviceCalls(send: Send) {
  return {
    list: () => send('GET /v1/me/devices'),
    /** `null` takes the owner's name back. */
    rename: (id: string, name: string | null) => send('PATCH /v1/me/devices/:id', { params: { id }, body: { name } }),
    /** Asks for the second factor there again. */
    revokeTrust: (id: string) => send('POST /v1/me/devices/:id/trust-revocation', { params: { id } }),
    remove: (id: string, as: 'removed' | 'lost') =>
      send('POST /v1/me/devices/:id/removal', { params: { id }, body: { as } }),
  };
}
