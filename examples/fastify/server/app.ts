import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { keeperOf } from './keepers.ts';
import { Lights } from './lights.ts';
import { rollcallOf } from './rollcall.ts';
import type { Settings } from './settings.ts';
import { webhooksOf } from './webhooks.ts';

interface SignIn {
  readonly login: string;
  readonly password: string;
  /** The phone, as the app knows it. */
  readonly model: string;
  /** What an earlier sign-in on this phone was given. */
  readonly installation?: string;
}

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const signInBody = {
  type: 'object',
  required: ['login', 'password', 'model'],
  properties: { login: text, password: text, model: text, installation: text },
  additionalProperties: false,
} as const;

/** Lighthouse keepers' app: sign in, blink, and see others blink. */
export function createApp(settings: Settings): FastifyInstance {
  const rollcall = rollcallOf(settings);
  const lights = new Lights();
  const app = Fastify();

  app.post<{ Body: SignIn }>('/sign-in', { schema: { body: signInBody } }, async (request, reply) => {
    const { login, password, model, installation } = request.body;
    const keeper = keeperOf(login, password);
    if (keeper === null) return reply.code(401).send({ error: 'That is not right.' });
    const { token, browserToken } = await rollcall.issue({
      externalId: keeper.id,
      displayName: keeper.name,
      // What people see in their list of devices: the app, on that phone.
      client: { type: 'mobile_app', name: 'Lighthouse', model },
      address: request.ip,
      lifetime: 'remembered',
      ...(installation !== undefined && { browserToken: installation }),
    });
    return { token, installation: browserToken };
  });

  app.post('/blink', async (request, reply) => {
    const session = await sessionOf(request);
    if (session === null) return reply.code(401).send({ error: 'Sign in first.' });
    lights.blink(session.keeperId);
    return reply.code(204).send();
  });

  app.get('/lights', async (request, reply) => {
    const session = await sessionOf(request);
    if (session === null) return reply.code(401).send({ error: 'Sign in first.' });
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write(': lit\n\n');
    lights.add(session.id, reply.raw);
    return reply;
  });

  // A request is judged anew each time; a stream that is open already is closed here.
  app.register(webhooksOf(settings, (sessionId, reason) => lights.putOut(sessionId, reason)));

  /** At every request one look-up in Rollcall's memory. */
  async function sessionOf({ headers, ip }: FastifyRequest): Promise<{ id: string; keeperId: string } | null> {
    const [, token] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) return null;
    const verified = await rollcall.verify(token, ip);
    return verified.active ? { id: verified.session.id, keeperId: verified.account.externalId } : null;
  }

  return app;
}
