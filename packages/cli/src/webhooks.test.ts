import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollcall, type Served, serve } from './test-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-cli-webhooks-'));
const receiver = createServer((_request, response) => response.writeHead(status).end());
let status = 204;
let url = '';
let served: Served;
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  served = await serve(folder, { ROLLCALL_WEBHOOK_INTERNAL_HOSTS: '127.0.0.1' });
}, 60_000);
afterAll(async () => {
  await served.stop();
  receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (words: string) => rollcall(folder, words);
const done = async (words: string) => {
  const { exitCode, out, error } = await run(words);
  expect({ words, error, exitCode }).toEqual({ words, error: '', exitCode: 0 });
  return out;
};

test('A webhook is added, tried, listed, rotated and removed', { timeout: 120_000 }, async () => {
  await done('services create Acme');
  const added = await done(`services webhooks add Acme ${url}`);
  expect(added).toMatch(/readable only now:\n\n {2}whsec_[\w+/]{43}=\n/);
  const [, id = ''] = /Id (\S+)\. Try it with:\n/.exec(added) ?? [];
  expect(await done(`services webhooks test ${id}`)).toBe('It was taken.\n');
  status = 503;
  expect(await run(`services webhooks test ${id}`)).toMatchObject({ exitCode: 1, error: 'It answered 503.\n' });
  expect(await done('services webhooks list Acme')).toMatch(
    new RegExp(`^ID +URL +STATE +LAST TAKEN.*\\n${id} +${url} +active +never +never +- +0 +0\\n$`),
  );
  expect(await done(`services webhooks rotate ${id} --overlap-minutes 5`)).toMatch(/The old one signs beside it until/);
  expect(await done(`services webhooks resume ${id}`)).toBe('0 messages are tried once more.\n');
  expect(await done(`services webhooks remove ${id}`)).toBe('It is removed.\n');
  expect(await run(`services webhooks test ${id}`)).toMatchObject({
    exitCode: 1,
    error: 'There is no webhook with that id; rollcall services webhooks list shows them.\n',
  });
  expect(await run('services webhooks add Acme https://169.254.169.254/')).toMatchObject({
    exitCode: 1,
    error: expect.stringMatching(/^The address is not https, or it is inside the network/),
  });
});
