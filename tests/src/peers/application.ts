import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What reached an application. */
export interface Reached {
  readonly method: string;
  readonly path: string;
  /** Names as they came over the wire. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An application as there are many: it believes its reverse proxy, and knows nothing of Rollcall but three headers. */
export interface Application {
  readonly port: number;
  /** Every request that came through, in order. */
  readonly reached: Reached[];
  stop(): Promise<void>;
}

export async function startApplication(name: string): Promise<Application> {
  const reached: Reached[] = [];
  const note = ({ method = '', url = '', rawHeaders, headers }: IncomingMessage, body: string) =>
    reached.push({ method, path: url, rawHeaders, headers, body });
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    note(request, body);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page(name, request));
  });
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    upgraded.add(socket);
    note(request, '');
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accepted = createHash('sha1').update(key).digest('base64');
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...lines, `Sec-WebSocket-Accept: ${accepted}`, '', ''].join('\r\n'));
    socket.on('error', () => {}).on('data', (chunk) => socket.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    reached,
    async stop() {
      for (const socket of upgraded) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function page(name: string, { url, headers }: IncomingMessage): string {
  return `<!doctype html><html lang="en"><title>${name}</title><link rel="icon" href="data:,"><h1>${name}</h1>
    <p>You are ${headers['rollcall-account']} at ${new URL(url ?? '', 'http://here.invalid').pathname}</p>
    <form method="post" action="/.rollcall/sign-out"><button>Sign out</button></form></html>`;
}
