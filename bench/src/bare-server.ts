// A bare node:http that answers 204 to everything, a process of its own: `node bare-server.ts [SOCKET]`. Says its port when
// it listens, and where it listens on a socket beside.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const [, , socket] = process.argv;
const answer: RequestListener = (_, response) => response.writeHead(204).end();
const settings = { keepAliveTimeout: 75_000 };

if (socket !== undefined) createServer(settings, answer).listen(socket);
const server = createServer(settings, answer).listen(0, '127.0.0.1', () => {
  process.stdout.write(`Listens on http://127.0.0.1:${(server.address() as AddressInfo).port}.\n`);
});
