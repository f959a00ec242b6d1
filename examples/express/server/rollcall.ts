import type { Settings } from './settings.ts';

/** Somebody whom the application has just signed in, and what is known of their browser. */
export interface Newcomer {
  readonly externalId: string;
  readonly displayName: string;
  readonly userAgent: string;
  readonly address: string;
  /** What an earlier sign-in of the same browser was given. */
  readonly browserToken?: string;
}

export interface Issued {
  readonly token: string;
  readonly browserToken: string;
}

type Verified =
  | {
      readonly active: true;
      readonly account: { readonly externalId: string };
      readonly session: { readonly id: string };
    }
  | { readonly active: false };

/** The four things that this application asks of Rollcall. The service credential is in no page and no cookie. */
export function rollcallOf({ rollcall, serviceToken }: Settings) {
  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(rollcall + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${serviceToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    if (!answer.ok) throw new Error(`Rollcall answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<Answer>;
  }
  return {
    issue: (newcomer: Newcomer) => ask<Issued>('/v1/service/sessions', newcomer),
    /** Whose the token is, or that it is good for nothing: ended, held, expired or never issued. */
    verify: (token: string, address: string) => ask<Verified>('/v1/verify', { token, address }),
    /** An address that opens Rollcall's pages for them, signed in: once, and within two minutes. */
    handOver: (externalId: string, sessionId: string) =>
      ask<{ readonly url: string }>('/v1/service/links', { externalId, sessionId }),
    /** Answers when no process anywhere accepts it any more. */
    revoke: (sessionId: string) => ask(`/v1/service/sessions/${encodeURIComponent(sessionId)}/revocation`),
  };
}

export type Rollcall = ReturnType<typeof rollcallOf>;
