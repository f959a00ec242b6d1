import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

/** One request as it goes over the wire: nothing is added but what Node's client must. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Text goes as it is; anything else as JSON with its content type. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; `undefined` where there is none. */
  json<Body = Record<string, unknown>>(): Body;
}

/** Where to: `http://host:port`, or the path of a local socket. */
export function send(to: string, { method, path, headers = {}, body }: Sent): Promise<Answered> {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const payload = body === undefined ? undefined : isText ? body : JSON.stringify(body);
  const typed = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  const length = payload === undefined ? {} : { 'content-length': Buffer.byteLength(payload) };
  const address = to.startsWith('/') ? { socketPath: to } : locate(to);
  return new Promise((resolve, reject) => {
    const sending = request({ ...address, method, path, headers: { ...typed, ...length, ...headers }, agent: false });
    sending.once('error', reject);
    sending.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode = 0, headers: answered } = response;
        resolve({
          status: statusCode,
          headers: answered,
          text,
          json: () => (text === '' ? undefined : JSON.parse(text)),
        });
      });
    });
    sending.end(payload);
  });
}

function locate(origin: string) {
  const { hostname, port } = new URL(origin);
  return { host: hostname.replaceAll(/[[\]]/g, ''), port };
}
