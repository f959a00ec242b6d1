import { once } from 'node:events';
import { type ClientRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

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
export function send(to: string, sent: Sent): Promise<Answered> {
  const payload = payloadOf(sent);
  const sending = open(to, sent, payload);
  const answer = answerTo(sending);
  sending.end(payload);
  return answer;
}

/** Sends the headers alone; resolves once the server has them, with what sends the body after them. */
export async function park(to: string, sent: Sent): Promise<() => Promise<Answered>> {
  const payload = payloadOf(sent);
  const sending = open(to, { ...sent, headers: { ...sent.headers, expect: '100-continue' } }, payload);
  const answer = answerTo(sending);
  await once(sending, 'continue');
  return () => {
    sending.end(payload);
    return answer;
  };
}

function isText(body: unknown): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array;
}

function payloadOf({ body }: Sent): string | Uint8Array | undefined {
  return body === undefined || isText(body) ? body : JSON.stringify(body);
}

function open(
  to: string,
  { method, path, headers = {}, body }: Sent,
  payload: string | Uint8Array | undefined,
): ClientRequest {
  const typed = body === undefined || isText(body) ? {} : { 'content-type': 'application/json' };
  const length = payload === undefined ? {} : { 'content-length': Buffer.byteLength(payload) };
  const address = to.startsWith('/') ? { socketPath: to } : locate(to);
  return request({ ...address, method, path, headers: { ...typed, ...length, ...headers }, agent: false });
}

function answerTo(sending: ClientRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
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
  });
}

function locate(origin: string) {
  const { hostname, port } = new URL(origin);
  return { host: hostname.replaceAll(/[[\]]/g, ''), port };
}
