import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { getIronSession, type SessionOptions, sealData } from 'iron-session';
import { listening, type Open, type Program, secret, slowMs, userOf } from './program.ts';

interface Data {
  userId?: string;
  visitedAt?: number;
}

const cookieName = 'app-session';

/** Nothing is kept anywhere: the cookie is the session, sealed. */
export const open: Open = async ({ sessions, cookies, lifetimeSeconds }): Promise<Program> => {
  const options: SessionOptions = { cookieName, password: secret, ttl: lifetimeSeconds };
  const handlers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>> = {
    '/me': async (request, response) => {
      const { userId } = await getIronSession<Data>(request, response, options);
      response.statusCode = userId === undefined ? 401 : 200;
      response.end(userId);
    },
    '/sign-out': async (request, response) => {
      const session = await getIronSession<Data>(request, response, options);
      session.destroy();
      response.writeHead(204).end();
    },
    '/slow': async (request, response) => {
      const session = await getIronSession<Data>(request, response, options);
      await pause(slowMs);
      session.visitedAt = Date.now();
      await session.save();
      response.end();
    },
  };
  const sealed: string[] = [];
  for (let index = 0; index < cookies; index++) {
    const seal = await sealData({ userId: userOf(index, sessions) }, { password: secret, ttl: lifetimeSeconds });
    sealed.push(`${cookieName}=${seal}`);
  }
  return {
    cookies: sealed,
    listen: listening((request, response) => {
      handlers[request.url ?? '']?.(request, response).catch((error: unknown) => response.destroy(error as Error));
    }),
  };
};
