import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AnswerOf } from '@rollcall/api';
import { freePort } from '../free-port.ts';
import { TestService } from '../test-service.ts';
import type { Rollcall } from './rollcall.ts';

const hour = 60 * 60_000;

/** An application that signs its own people in, and has handed its sessions to Rollcall. */
export interface Acme {
  readonly origin: string;
  readonly service: TestService;
  stop(): Promise<void>;
}

/** Somebody who is signed in there since an hour ago. */
export const ada = { externalId: 'ada-1', displayName: 'Ada Berg' } as const;

export async function startAcme(rollcall: Rollcall): Promise<Acme> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const installation = { origin: rollcall.origin.replace('localhost', '127.0.0.1'), operator: rollcall.operator };
  const places = { origins: [origin], reauthenticateUrl: `${origin}/prove` };
  const service = await TestService.make(installation, `Acme ${port}`, undefined, places);
  const server = createServer((request, response) => {
    answer(service, origin, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return { origin, service, stop: () => stop(server) };
}

async function answer(
  service: TestService,
  origin: string,
  { method, url = '/', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(url, origin);
  if (pathname === '/devices') {
    const { session } = await service.signIn(ada.externalId, {
      displayName: ada.displayName,
      userAgent: headers['user-agent'] ?? '',
      authenticatedAt: Date.now() - hour,
    });
    const wish = { externalId: ada.externalId, sessionId: session.id, returnTo: `${origin}/` };
    const link = await service.ask<AnswerOf<'POST /v1/service/links'>>('POST', '/v1/service/links', wish);
    response.writeHead(303, { location: link.url }).end();
  } else if (pathname === '/prove' && method === 'POST') {
    const proof = { externalId: searchParams.get('external_id'), assurance: 2, authenticatedAt: Date.now() };
    const path = `/v1/service/reauthentications/${searchParams.get('request')}`;
    const { returnTo } = await service.ask<{ returnTo: string }>('POST', path, proof);
    response.writeHead(303, { location: returnTo }).end();
  } else if (pathname === '/prove') {
    show(response, '<h1>Acme asks who you are</h1><form method="post"><button>It is me</button></form>');
  } else if (pathname === '/') {
    show(response, '<h1>Acme</h1><a href="/devices">My devices</a>');
  } else {
    response.writeHead(204).end();
  }
}

function show(response: ServerResponse, body: string): void {
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(`<!doctype html><html lang="en"><title>Acme</title>${body}</html>`);
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
