import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificate, startWebhookReceiver, type WebhookReceiver } from '../test-helpers/webhook-receiver.ts';
import { type SendDeps, send } from './send.ts';
import { createTargets } from './targets.ts';

const certificate = makeCertificate();
let plain: WebhookReceiver;
let secure: WebhookReceiver;
let lookUps: string[];
beforeAll(async () => {
  plain = await startWebhookReceiver();
  secure = await startWebhookReceiver(certificate);
});
afterAll(() => Promise.all([plain.close(), secure.close()]));
beforeEach(() => {
  lookUps = [];
  plain.answer(204);
  secure.answer(204);
});

/** What names mean here, in turn; the last meaning stays. */
type Meanings = Record<string, readonly (readonly string[])[]>;

function depsWith(given: { hosts?: string[]; names?: Meanings; ca?: string; patienceMs?: number } = {}): SendDeps {
  const { hosts = [], names = {}, patienceMs = 2_000 } = given;
  const turns = new Map<string, number>();
  async function resolve(hostname: string): Promise<LookupAddress[]> {
    lookUps.push(hostname);
    const turn = turns.get(hostname) ?? 0;
    turns.set(hostname, turn + 1);
    const addresses = names[hostname]?.[Math.min(turn, (names[hostname]?.length ?? 1) - 1)];
    if (addresses === undefined) throw Object.assign(new Error('No such name.'), { code: 'ENOTFOUND' });
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  }
  return { targets: createTargets(hosts), resolve, patienceMs, ...(given.ca !== undefined && { ca: given.ca }) };
}

const post = (deps: SendDeps, url: string) => send(deps, url, { 'webhook-id': 'msg_1' }, '{"a":1}');
const heardAnywhere = () => plain.received.length + secure.received.length;
const inside = { failure: 'inside' };

describe('A target inside the network is refused', () => {
  test.each([
    'https://127.0.0.1',
    'https://127.1',
    'https://0x7f.1',
    'https://0x7f000001',
    'https://2130706433',
    'https://017700000001',
    'https://0',
    'https://①②⑦.⓪.⓪.①',
    'https://127.0.0.1.',
    'https://%31%32%37.0.0.1',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:7f00:1]',
    'https://[::127.0.0.1]',
    'https://[::7f00:1]',
    'https://[::ffff:0:127.0.0.1]',
    'https://[64:ff9b::127.0.0.1]',
    'https://[64:ff9b:1::7f00:1]',
    'https://[2002:7f00:1::]',
    'https://[2001:0:7f00:1::]',
    'https://10.0.0.1',
    'https://172.16.0.1',
    'https://172.31.255.255',
    'https://192.168.1.1',
    'https://100.64.0.1',
    'https://169.254.169.254',
    'https://[fe80::1]',
    'https://[fec0::1]',
    'https://[fd00:ec2::254]',
    'https://[fc00::1]',
    'https://168.63.129.16',
    'https://100.100.100.200',
    'https://192.0.0.192',
    'https://198.18.0.1',
    'https://224.0.0.1',
    'https://[ff02::1]',
    'https://240.0.0.1',
    'https://255.255.255.255',
    'https://[2001:db8::1]',
  ])('written as %s', async (origin) => {
    const url = new URL(origin);
    for (const { port } of [secure, plain]) {
      url.port = String(port);
      expect(await post(depsWith(), url.href)).toEqual(inside);
    }
    expect([heardAnywhere(), lookUps]).toEqual([0, []]);
  });

  test.each([
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    'fd00::1',
    '0.0.0.0',
    '168.63.129.16',
  ])('by a name that means %s', async (address) => {
    for (const name of ['hooks.example.com', 'localhost', 'localhost.', 'metadata.google.internal']) {
      const deps = depsWith({ names: { [name]: [[address]] } });
      expect(await post(deps, `https://${name}:${secure.port}/`)).toEqual(inside);
      expect(await post(depsWith({ names: { [name]: [['93.184.216.34', address]] } }), `https://${name}/`)).toEqual(
        inside,
      );
    }
    expect(heardAnywhere()).toBe(0);
  });

  test('by a name that means something else a moment later: it is asked once, and what was checked is what is reached', async () => {
    const rebinding = { 'rebind.example.com': [['203.0.112.1'], ['127.0.0.1']] };
    const deps = depsWith({ names: rebinding, ca: certificate.cert, patienceMs: 300 });
    const url = `https://rebind.example.com:${secure.port}/`;
    expect(await post(deps, url)).not.toHaveProperty('status');
    expect(lookUps).toEqual(['rebind.example.com']);
    expect(await post(deps, url)).toEqual(inside);
    expect(heardAnywhere()).toBe(0);
  });

  test.each([301, 302, 303, 307, 308])('by a redirect: %i is an answer, and nothing follows it', async (status) => {
    const deps = depsWith({
      hosts: [`localhost:${secure.port}`],
      names: { localhost: [['127.0.0.1']] },
      ca: certificate.cert,
    });
    secure.answer((response) => response.writeHead(status, { location: `http://127.0.0.1:${plain.port}/` }).end());
    expect(await post(deps, `https://localhost:${secure.port}/`)).toEqual({ status });
    expect(plain.received).toHaveLength(0);
  });

  test.each([
    'http://hooks.example.com/',
    'http://93.184.216.34/',
    'https://user:secret@hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not a url',
    '',
  ])('and so is %s', async (url) => {
    expect(await post(depsWith({ names: { 'hooks.example.com': [['93.184.216.34']] } }), url)).toEqual(inside);
    expect(lookUps).toEqual([]);
  });
});

describe('A host that the operator named', () => {
  const names = { 'shop.internal': [['127.0.0.1']], localhost: [['127.0.0.1']] };

  test('is reached by its name, with and without TLS', async () => {
    const deps = depsWith({ hosts: ['SHOP.internal', 'localhost'], names, ca: certificate.cert });
    const before = heardAnywhere();
    expect(await post(deps, `http://shop.internal:${plain.port}/hooks?a=1`)).toEqual({ status: 204 });
    expect(await post(deps, `https://localhost:${secure.port}/`)).toEqual({ status: 204 });
    expect(heardAnywhere()).toBe(before + 2);
    expect(plain.received.at(-1)).toMatchObject({
      path: '/hooks?a=1',
      body: '{"a":1}',
      headers: { 'webhook-id': 'msg_1', 'content-length': '7' },
    });
  });

  test('is reached by its address', async () => {
    const deps = depsWith({ hosts: [`127.0.0.1:${plain.port}`] });
    expect(await post(deps, `http://127.0.0.1:${plain.port}/`)).toEqual({ status: 204 });
    expect(await post(deps, `http://2130706433:${plain.port}/`)).toEqual({ status: 204 });
  });

  test('is that host, and with a port that port, only', async () => {
    const before = heardAnywhere();
    const deps = depsWith({ hosts: [`shop.internal:${plain.port + 1}`, 'other.internal'], names });
    for (const host of ['shop.internal', 'x.other.internal', 'other.internal.example.com', 'localhost', '127.0.0.1']) {
      expect(await post(deps, `http://${host}:${plain.port}/`)).toEqual(inside);
    }
    expect(heardAnywhere()).toBe(before);
  });
});

describe('A target that misbehaves', () => {
  const deps = (patienceMs = 2_000) =>
    depsWith({ hosts: ['localhost'], names: { localhost: [['127.0.0.1']] }, ca: certificate.cert, patienceMs });
  const url = () => `https://localhost:${secure.port}/`;

  test('with another certificate is not spoken to', async () => {
    const before = heardAnywhere();
    const names = { localhost: [['127.0.0.1']] };
    expect(await post(depsWith({ hosts: ['localhost'], names }), url())).toEqual({ failure: 'tls' });
    const other = { hosts: ['other.internal'], names: { 'other.internal': [['127.0.0.1']] }, ca: certificate.cert };
    expect(await post(depsWith(other), `https://other.internal:${secure.port}/`)).toEqual({ failure: 'tls' });
    expect(heardAnywhere()).toBe(before);
  });

  test('by keeping silent costs the patience and no more', async () => {
    secure.answer(() => {});
    const from = Date.now();
    expect(await post(deps(300), url())).toEqual({ failure: 'timeout' });
    expect(Date.now() - from).toBeLessThan(2_000);
  });

  test('by answering for ever is read up to a bound', async () => {
    let sent = 0;
    let closed = false;
    secure.answer((response) => {
      response.writeHead(200);
      response.on('close', () => {
        closed = true;
      });
      const pour = () => {
        while (!closed && sent < 100_000_000 && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', pour);
      pour();
    });
    expect(await post(deps(), url())).toEqual({ status: 200 });
    await expect.poll(() => closed).toBe(true);
    expect(sent).toBeLessThan(50_000_000);
  });

  test('by answering drop by drop costs the patience, and its status counts', async () => {
    secure.answer((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const from = Date.now();
    expect(await post(deps(300), url())).toEqual({ status: 200 });
    expect(Date.now() - from).toBeLessThan(2_000);
  });

  test('by hanging up, or by not being there, is unreachable', async () => {
    secure.answer((_response, request) => request.socket.destroy());
    expect(await post(deps(), url())).toEqual({ failure: 'unreachable' });
    expect(await post(deps(), 'https://localhost:9/')).toEqual({ failure: 'unreachable' });
    expect(await post(deps(), 'https://nobody.example.com/')).toEqual({ failure: 'unknown_host' });
  });

  test('by headers without end is unreachable', async () => {
    secure.answer((response) => response.writeHead(200, { 'x-long': 'a'.repeat(100_000) }).end());
    expect(await post(deps(), url())).toEqual({ failure: 'unreachable' });
  });
});
