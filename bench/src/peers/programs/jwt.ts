import { setTimeout as pause } from 'node:timers/promises';
import { jwtVerify, SignJWT } from 'jose';
import { listening, type Open, type Program, secret, slowMs, userOf } from './program.ts';

const key = new TextEncoder().encode(secret);
const prefix = 'access_token=';

/** A signed token in a cookie, and nothing else: signing out takes the cookie back from the browser that asks. */
export const open: Open = async ({ sessions, cookies, lifetimeSeconds }): Promise<Program> => {
  const tokens: string[] = [];
  for (let index = 0; index < cookies; index++) {
    const token = new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(userOf(index, sessions)).setIssuedAt();
    tokens.push(prefix + (await token.setExpirationTime(`${lifetimeSeconds}s`).sign(key)));
  }
  return {
    cookies: tokens,
    listen: listening(async ({ url, headers }, response) => {
      if (url === '/sign-out') {
        response.writeHead(204, { 'set-cookie': `${prefix}; Max-Age=0; Path=/; Secure; HttpOnly` }).end();
        return;
      }
      const token = headers.cookie?.slice(prefix.length) ?? '';
      const userId = await jwtVerify(token, key, { algorithms: ['HS256'] }).then(
        ({ payload }) => payload.sub,
        () => undefined,
      );
      if (url === '/slow') await pause(slowMs);
      response.statusCode = userId === undefined ? 401 : 200;
      response.end(userId);
    }),
  };
};
