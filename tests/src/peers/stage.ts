import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Application, startApplication } from './application.ts';
import type { RunningProxy, Stage } from './shipped.ts';

/** Rollcall and two applications behind a reverse proxy. */
export interface Played {
  readonly rollcall: TestServer;
  readonly app: Application;
  readonly wiki: Application;
  /** Where browsers send everything. */
  readonly address: string;
  readonly origins: { readonly id: string; readonly app: string; readonly wiki: string };
  /** How many connections the proxy has opened to Rollcall's socket. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

export async function play(
  startProxy: (stage: Stage) => Promise<RunningProxy>,
  pages: { readonly pagesFolder: string } | undefined = undefined,
): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-proxy-'));
  const [app, wiki] = [await startApplication('App'), await startApplication('Wiki')];
  const port = await freePort();
  const at = (name: string) => `${name}.localhost:${port}`;
  const inner = join(folder, 'inner.sock');
  const variables = {
    ROLLCALL_PUBLIC_ORIGIN: `http://${at('id')}`,
    ROLLCALL_PROTECTED_HOSTS: `${at('app')}, ${at('wiki')}`,
    ROLLCALL_LISTEN_SOCKET: inner,
    ROLLCALL_TRUSTED_PROXIES: '127.0.0.1',
  };
  const rollcall = await startTestServer('sqlite', variables, pages);
  const rollcallSocket = join(folder, 'proxy.sock');
  const counted = await countConnections(rollcallSocket, inner);
  const applications = { app: app.port, wiki: wiki.port };
  const rollcallPort = rollcall.config.port;
  const proxy = await startProxy({ port, folder, rollcallSocket, rollcallPort, applications });
  return {
    rollcall,
    app,
    wiki,
    address: `http://127.0.0.1:${port}`,
    origins: { id: `http://${at('id')}`, app: `http://${at('app')}`, wiki: `http://${at('wiki')}` },
    connections: counted.count,
    async stop() {
      await proxy.stop();
      await Promise.all([app.stop(), wiki.stop(), counted.stop(), rollcall.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Hands every connection on to the other socket, and counts. */
async function countConnections(path: string, to: string) {
  const opened: Socket[] = [];
  const server = createServer((socket) => {
    opened.push(socket);
    const onward = connect(to);
    socket.pipe(onward).pipe(socket);
    socket.once('error', () => onward.destroy());
    onward.once('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    count: () => opened.length,
    async stop() {
      for (const socket of opened) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
