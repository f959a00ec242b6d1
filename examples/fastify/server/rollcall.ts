import type { Settings } from './settings.ts';

/** Somebody whom the application has just signed in, with the app on their phone. */
export interface Newcomer {
  readonly externalId: string;
  readonly displayName: string;
  readonly client: { readonly type: 'mobile_app'; readonly name: string; readonly model: string };
  readonly address: string;
  readonly lifetime: 'remembered';
  /** What an earlier sign-in on the same phone was given. */
  readonly browserToken?: string;
}

interface Issued {
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

/** What this application asks of Rollcall. The service credential never leaves this server. */
export function rollcallOf({ rollcall, serviceToken }: Settings) {
  async function ask<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await fetch(rollcall + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${serviceToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Rollcall answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<Answer>;
  }
  return {
    issue: (newcomer: Newcomer) => ask<Issued>('/v1/service/sessions', newcomer),
    verify: (token: string, address: string) => ask<Verified>('/v1/verify', { token, address }),
  };
}
