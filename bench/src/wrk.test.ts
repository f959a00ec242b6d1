import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fire } from './wrk.ts';

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/asked?for=this`;
}

const requests = Array.from({ length: 600 }, (_, index) => ({ headers: { cookie: `number=${index}` } }));
const manner = { atOnce: 8, seconds: 1 };

test('each request is sent once, as it was written, and all are answered but as many as there are connections', async () => {
  const seen = new Map<string, number>();
  const url = await serving(({ url: path, headers }, response) => {
    const asked = `${path} ${headers.cookie}`;
    seen.set(asked, (seen.get(asked) ?? 0) + 1);
    response.end('seen');
  });
  const { answered, milliseconds } = await fire(url, requests, manner);
  expect(answered).toBe(requests.length - manner.atOnce);
  expect(milliseconds).toBeGreaterThan(0);
  for (const { headers } of requests.slice(0, answered)) expect(seen.get(`/asked?for=this ${headers.cookie}`)).toBe(1);
});

test('who does not come through in time is told of what was answered', async () => {
  const url = await serving((_, response) => void setTimeout(() => response.end(), 100));
  const { answered, milliseconds } = await fire(url, requests, manner);
  expect(answered).toBeLessThan(requests.length / 2);
  expect(milliseconds).toBeGreaterThanOrEqual(1_000);
});

test('an answer that refuses fails the load', async () => {
  const url = await serving(({ headers }, response) => {
    response.statusCode = headers.cookie === 'number=300' ? 401 : 200;
    response.end();
  });
  await expect(fire(url, requests, manner)).rejects.toThrow('1 requests were not answered well.');
});
