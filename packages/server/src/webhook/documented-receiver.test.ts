import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../../tests/src/free-port.ts';
import { openWebhookRoom, type WebhookRoom } from '../test-helpers/webhook-room.ts';

const page = readFileSync(new URL('../../../../docs/integrate/webhooks.md', import.meta.url), 'utf8');
const example = /```js\n(.*?)```/s.exec(page)?.[1] ?? '';

let room: WebhookRoom;
let receiver: ChildProcess | null = null;
beforeEach(async () => {
  room = await openWebhookRoom();
});
afterEach(async () => {
  receiver?.kill();
  await room.close();
});

/** Runs the example as it stands in the documentation. */
async function run(secret: string, port: number): Promise<() => string> {
  const env = { PATH: '', PORT: String(port), ROLLCALL_WEBHOOK_SECRET: secret };
  const cwd = new URL('../..', import.meta.url);
  receiver = spawn(process.execPath, ['--input-type=module', '-'], { env, cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  receiver.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  receiver.stdin?.end(example);
  await expect.poll(() => answers(port), { timeout: 20_000 }).toBe(true);
  return () => said;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const [event] = await Promise.race([
    once(socket, 'connect').then(() => ['connect']),
    once(socket, 'error').then(() => ['error']),
  ]).catch(() => ['error']);
  socket.destroy();
  return event === 'connect';
}

test('The receiver of the documentation takes what is ours, once, and refuses what is not', {
  timeout: 40_000,
}, async () => {
  const port = await freePort();
  const [own, foreign] = [await room.makeWebhook(port), await room.makeWebhook(port)];
  const said = await run(own.secret, port);
  const data = { sessionId: 'abc', externalId: 'user-4711', reason: 'signed_out' };
  await room.put(own.id, { type: 'session.ended', timestamp: '', data });
  await room.put(own.id, { type: 'of.another.day' });
  await room.put(foreign.id, { type: 'session.ended', timestamp: '', data });
  await room.worker.nudge();
  const count = (target: string) => room.storage.outbox.count({ kind: 'webhook', target });
  expect([await count(own.id), await count(foreign.id)]).toMatchObject([{ waiting: 0 }, { waiting: 1 }]);
  expect((await room.storage.webhooks.find(foreign.id))?.failure).toBe('status_400');
  await expect.poll(said).toBe('user-4711: session abc has ended (signed_out)\n');
});
