import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook as Verifier } from 'standardwebhooks';

export interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** An application's backend that takes webhooks. */
export interface WebhookReceiver {
  readonly port: number;
  /** What came, in order, whatever it answered. */
  readonly received: readonly Received[];
  answer(how: number | Answer): void;
  close(): Promise<void>;
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for `localhost` and 127.0.0.1 that nobody trusts unless told to. */
export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', ...made, '-days', '2', '-subj', '/CN=localhost', '-addext', names], {
    stdio: 'ignore',
  });
  const certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return certificate;
}

/** With a certificate it speaks HTTPS, else HTTP. */
export async function startWebhookReceiver(certificate?: Certificate): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let how: number | Answer = 204;
  const take: RequestListener = async (request, response) => {
    const body = await text(request);
    received.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, body });
    if (typeof how === 'number') response.writeHead(how).end();
    else how(response, request);
  };
  const server = certificate === undefined ? createServer(take) : createTlsServer(certificate, take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    answer: (next) => {
      how = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What was received, once the standard's own library has taken its signature; throws where it does not. */
export function verified(secret: string, { body, headers }: Received): unknown {
  return new Verifier(secret).verify(body, headers);
}
