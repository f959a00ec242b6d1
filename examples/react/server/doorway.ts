import type { IncomingMessage } from 'node:http';
import { nameOf } from './people.ts';
import type { Settings } from './settings.ts';

/** How people get in, and how the application learns who asks. */
export interface Doorway {
  readonly kind: 'rollcall' | 'own';
  /** Where the components in its pages reach Rollcall. */
  readonly rollcall: string;
  /** Whose session comes with a request; `null` where there is none that is good. */
  accountOf(request: IncomingMessage): Promise<string | null>;
  /** Signs somebody in; the cookies to set, or `null` where name or password is wrong. */
  enter(request: IncomingMessage, name: string, password: string): Promise<string[] | null>;
  leave(): string[];
  /** What the components present to Rollcall, where the browser's cookie is not Rollcall's. */
  tokenOf(request: IncomingMessage): string | null;
  /** Keeps the token that replaces it; the cookies to set. */
  keep(token: string): Promise<string[]>;
  /** Answers Rollcall's question who somebody is; where to go from here, or `null` where the password is wrong. */
  prove(request: IncomingMessage, question: string, password: string): Promise<string | null>;
}

/** Through Rollcall: its cookie is one of this origin, because /rollcall/ is handed on to it. */
export function rollcallsDoorway({ rollcall }: Settings): Doorway {
  return {
    kind: 'rollcall',
    rollcall: '/rollcall',
    /** One look-up in Rollcall's memory: the moment a session ends there, it ends here. */
    async accountOf({ headers: { cookie } }) {
      if (cookie === undefined) return null;
      const verified = await fetch(`${rollcall}/v1/verify`, { headers: { cookie } });
      return verified.status === 204 ? verified.headers.get('rollcall-account') : null;
    },
    enter: async () => null,
    leave: () => [],
    tokenOf: () => null,
    keep: async () => [],
    prove: async () => null,
  };
}

const session = '__Host-toolshed_session';
const browser = '__Host-toolshed_browser';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Through this application: it knows its people, and has Rollcall keep their sessions. */
export function ownDoorway({ rollcall, rollcallOrigin }: Settings, credential: string): Doorway {
  const ask = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${credential}`, 'content-type': 'application/json' };
    const answer = await fetch(rollcall + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`Rollcall answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const nameBehind = async (token: string | null): Promise<string | null> => {
    if (token === null) return null;
    const verified = await ask('/v1/verify', { token });
    return verified.active ? verified.account.externalId : null;
  };
  return {
    kind: 'own',
    rollcall: rollcallOrigin,
    accountOf: (request) => nameBehind(cookieOf(request, session)),
    async enter(request, name, password) {
      const displayName = nameOf(name, password);
      if (displayName === null) return null;
      const known = cookieOf(request, browser);
      const issued = await ask('/v1/service/sessions', {
        externalId: name,
        displayName,
        userAgent: request.headers['user-agent'] ?? '',
        address: request.socket.remoteAddress ?? '',
        ...(known !== null && { browserToken: known }),
      });
      const year = 365 * 24 * 60 * 60;
      return [
        `${session}=${issued.token}; ${attributes}`,
        `${browser}=${issued.browserToken}; Max-Age=${year}; ${attributes}`,
      ];
    },
    leave: () => [`${session}=; Max-Age=0; ${attributes}`],
    tokenOf: (request) => cookieOf(request, session),
    keep: async (token) => ((await nameBehind(token)) === null ? [] : [`${session}=${token}; ${attributes}`]),
    async prove(request, question, password) {
      const externalId = await nameBehind(cookieOf(request, session));
      if (externalId === null || nameOf(externalId, password) === null) return null;
      const answer = { externalId, assurance: 1, authenticatedAt: Date.now() };
      const { returnTo } = await ask(`/v1/service/reauthentications/${encodeURIComponent(question)}`, answer);
      return returnTo;
    },
  };
}

function cookieOf({ headers }: IncomingMessage, name: string): string | null {
  const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  return pairs.find(([found]) => found === name)?.[1] ?? null;
}
