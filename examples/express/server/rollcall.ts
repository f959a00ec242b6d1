import { createClient } from '@rollcall/client';
import type { Settings } from './settings.ts';

/** What this application asks of Rollcall. The service credential is in no page and no cookie. */
export function rollcallOf({ rollcall, serviceToken }: Settings) {
  const { send } = createClient({ baseUrl: rollcall, getToken: () => serviceToken });
  return {
    /** A session for somebody whom the application has just signed in. */
    issue: (given: {
      externalId: string;
      displayName: string;
      userAgent: string;
      address: string;
      browserToken?: string;
    }) => send('POST /v1/service/sessions', { body: given }),
    /** Whose the token is, or that it is good for nothing: ended, held, expired or never issued. */
    verify: (token: string, address: string) => send('POST /v1/verify', { body: { token, address } }),
    revoke: (id: string) => send('POST /v1/service/sessions/:id/revocation', { params: { id } }),
  };
}

export type Rollcall = ReturnType<typeof rollcallOf>;
