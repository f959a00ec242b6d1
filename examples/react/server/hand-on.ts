import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

const prefix = '/rollcall';

/**
 * Hands a request on to Rollcall and its answer back, as any reverse proxy does: so the browser sees one origin, and Rollcall's
 * cookie is a cookie of this application. Rollcall believes `X-Forwarded-For` because this machine is named in its
 * ROLLCALL_TRUSTED_PROXIES.
 */
export function handOn(request: IncomingMessage, response: ServerResponse, rollcall: string): void {
  const { method, headers, socket } = request;
  const forwarded = { ...headers, 'x-forwarded-for': socket.remoteAddress ?? '' };
  const path = (request.url ?? '').slice(prefix.length);
  const asked = ask(rollcall + path, { method, headers: forwarded }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  asked.on('error', () => {
    if (!response.headersSent) response.writeHead(502).end();
    else response.destroy();
  });
  // An event stream stays open until the page goes.
  response.on('close', () => asked.destroy());
  request.pipe(asked);
}
