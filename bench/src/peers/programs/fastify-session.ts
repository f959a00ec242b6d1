import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import cookie, { Signer } from '@fastify/cookie';
import fastifySession from '@fastify/session';
import fastify from 'fastify';
import { type Open, type Program, secret, signed, slowMs, tokenOf, upTo, userOf } from './program.ts';

/** Its own declaration does not reach ours: it declares no dependency on fastify. */
declare module 'fastify' {
  interface FastifyRequest {
    session: { userId?: string; visitedAt?: number; destroy(): Promise<void> };
  }
}

const lifetimeMs = 86_400_000;

/** Whether each answer sets the cookie and saves the session anew, as is its default. */
const rolls: Readonly<Record<string, boolean>> = { rolling: true, still: false };

export const open: Open = async ({ variant, sessions, cookies }): Promise<Program> => {
  const rolling = rolls[variant];
  if (rolling === undefined) throw new Error(`@fastify/session has no variant ${variant} here.`);
  const store = new fastifySession.MemoryStore(new Map());
  for (let index = 0; index < sessions; index++) {
    const expires = new Date(Date.now() + lifetimeMs);
    const cookie = { originalMaxAge: lifetimeMs, expires, secure: true, httpOnly: true, path: '/' };
    store.set(tokenOf(index), { cookie, userId: userOf(index, sessions) } as never, () => {});
  }
  const app = fastify({ trustProxy: true });
  await app.register(cookie);
  await app.register(fastifySession, {
    store,
    // Given a string it would look for the signer itself, in a package that it does not declare.
    secret: new Signer(secret),
    rolling,
    saveUninitialized: false,
    cookie: { secure: true, maxAge: lifetimeMs },
  });
  app.get('/me', async ({ session }, reply) => {
    if (session.userId === undefined) return reply.code(401).send();
    return session.userId;
  });
  app.post('/sign-out', async ({ session }, reply) => {
    await session.destroy();
    return reply.code(204).send();
  });
  app.get('/slow', async ({ session }) => {
    await pause(slowMs);
    session.visitedAt = Date.now();
    return '';
  });
  return {
    cookies: upTo(cookies, (index) => `sessionId=${encodeURIComponent(signed(tokenOf(index)))}`),
    listen: async () => {
      await app.listen({ host: '127.0.0.1', port: 0 });
      return (app.server.address() as AddressInfo).port;
    },
  };
};
