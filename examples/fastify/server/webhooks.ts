import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { Webhook } from 'standardwebhooks';
import type { Settings } from './settings.ts';

interface Message {
  readonly type: string;
  readonly data: { readonly sessionId: string; readonly reason: string };
}

/** Where Rollcall says that a session has ended. Messages may come twice, and what they ask for may be done twice. */
export function webhooksOf(
  { webhookSecret }: Settings,
  onEnded: (sessionId: string, reason: string) => void,
): FastifyPluginAsync {
  const webhook = new Webhook(webhookSecret);
  return async (app) => {
    // The signature covers the body to the byte, so it is kept as it came.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    app.post<{ Body: string }>('/rollcall-events', async (request, reply) => {
      const message = opened(webhook, request);
      if (message === null) return reply.code(400).send();
      if (message.type === 'session.ended') onEnded(message.data.sessionId, message.data.reason);
      return reply.code(204).send();
    });
  };
}

/** The message, if Rollcall signed it, and lately. */
function opened(webhook: Webhook, { body, headers }: FastifyRequest<{ Body: string }>): Message | null {
  try {
    return webhook.verify(body, headers as Record<string, string>) as Message;
  } catch {
    return null;
  }
}
