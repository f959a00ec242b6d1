import { applicationHeaders } from '../applications.ts';
import { type Handlers, hijacked } from '../handler.ts';
import type { House } from '../house.ts';
import { HttpProblem } from '../problem-reply.ts';

/** `X-Accel-Buffering`: nginx would hold events back. */
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};
const reconnectMs = 2_000;

/** Server-sent events: what changed, as it changes. */
export const events = ({ streams }: House) =>
  ({
    'GET /v1/me/events': async ({ actor: { credentialId, accountId, address }, reply }) => {
      if (!streams.hasRoom(credentialId)) {
        throw new HttpProblem('too_many_requests', 'This session has as many event streams open as one may have.');
      }
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { ...headers, ...applicationHeaders(reply) });
      raw.write(`retry: ${reconnectMs}\n\n`);
      const remove = streams.add({
        credentialId,
        accountId,
        address,
        write: (text) => raw.write(text),
        close: () => raw.end(),
      });
      raw.once('close', remove);
      raw.on('error', remove);
      return hijacked;
    },
  }) satisfies Partial<Handlers>;
