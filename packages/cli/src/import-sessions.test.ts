import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollcall, type Served, serve } from './test-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-cli-import-'));
const hour = 3_600_000;
let served: Served;
let credential = '';

beforeAll(async () => {
  served = await serve(folder);
  await run('services create Acme');
  const issued = await run('services credentials issue Acme --may service.sessions.verify');
  credential = /rcv_\w+/.exec(issued.out)?.[0] ?? '';
}, 120_000);
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (words: string) => rollcall(folder, words);
const isGood = async (token: string) => {
  const answer = await fetch(`${served.origin}/v1/verify`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token, imported: true }),
  });
  return ((await answer.json()) as { active: boolean }).active;
};
const write = (name: string, lines: readonly (object | string)[]) =>
  writeFileSync(
    join(folder, name),
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );

const tokenOf = (number: number) => `an-application-token-${String(number).padStart(6, '0')}`;
const lineOf = (number: number) => ({
  token: tokenOf(number),
  externalId: `user-${number}`,
  issuedAt: Date.now() - hour,
});

test('A file of sessions is tried out, imported, and imported again', { timeout: 120_000 }, async () => {
  write(
    'good.jsonl',
    Array.from({ length: 250 }, (_, number) => lineOf(number)),
  );
  const trial = await run('sessions import good.jsonl --service Acme --dry-run');
  expect(trial).toMatchObject({
    exitCode: 0,
    out: '250 sessions would be imported, 0 were there already, 0 refused.\n',
  });
  expect(await isGood(tokenOf(7))).toBe(false);

  const first = await run('sessions import good.jsonl --service Acme');
  expect(first).toMatchObject({ exitCode: 0, out: '250 sessions were imported, 0 were there already, 0 refused.\n' });
  expect(first.error).toMatch(/^(Importing: \d+ %\n)+$/);
  expect(first.error).toMatch(/Importing: 100 %\n$/);
  for (const number of [0, 99, 100, 249]) expect(await isGood(tokenOf(number))).toBe(true);

  const again = await run('--json sessions import good.jsonl --service acme');
  expect(JSON.parse(again.out)).toEqual({ imported: 0, alreadyThere: 250, importable: 0, refused: [] });
  expect((await run('status')).out).toContain('with 0 accounts that sign in here and 250 accounts of services.\n');
});

test('Each refused line is named with its reason, and nothing of what stands in it', { timeout: 120_000 }, async () => {
  const secret = 'a-secret-that-must-not-be-said';
  write('mixed.jsonl', [
    { ...lineOf(1_000), tokenHash: 'f'.repeat(64) },
    '',
    `{"token": "${secret}"`,
    { ...lineOf(1_001), token: 'guessable' },
    { ...lineOf(1_002), role: 'owner' },
    { ...lineOf(1_003), issuedAt: Date.now() + hour },
    { ...lineOf(1_004), address: secret },
    { ...lineOf(1_005), token: undefined, tokenHash: secret },
    { ...lineOf(1_006), issuedAt: 0 },
    lineOf(1_007),
    `["${secret}"]`,
    { ...lineOf(1_008), userAgent: secret.repeat(4_000) },
  ]);
  const ended = await run('sessions import mixed.jsonl --service Acme');
  expect(ended.exitCode).toBe(1);
  expect(ended.out.split('\n')).toEqual([
    '1 session was imported, 0 were there already, 10 refused.',
    '  line 1: has both token and tokenHash',
    '  line 3: is no object in JSON',
    '  line 4: token is shorter than 22 characters, so it could be guessed',
    '  line 5: role is not known here',
    '  line 6: issuedAt or lastUsedAt lies in the future',
    '  line 7: address is no IP address',
    expect.stringMatching(/^ {2}line 8: tokenHash must match pattern/),
    '  line 9: is older than the limits allow, or expiresAt is past',
    '  line 11: is no object in JSON',
    '  line 12: is too long',
    '',
  ]);
  expect(ended.out + ended.error).not.toContain(secret);
  expect(await isGood(tokenOf(1_007))).toBe(true);
});

test('A line is what stands up to a line feed, however it is written and however long', {
  timeout: 120_000,
}, async () => {
  const name = { displayName: 'Ada\u2028Berg' };
  const lines = [
    `\uFEFF${JSON.stringify(lineOf(3_000))}\r`,
    JSON.stringify({ ...lineOf(3_001), ...name }),
    'x'.repeat(5_000_000),
    JSON.stringify(lineOf(3_002)),
  ];
  writeFileSync(join(folder, 'odd.jsonl'), lines.join('\n'));
  const { out } = await run('sessions import odd.jsonl --service Acme');
  expect(out.split('\n').slice(0, 3)).toEqual([
    '2 sessions were imported, 0 were there already, 2 refused.',
    '  line 2: displayName is too long or holds characters that cannot be seen',
    '  line 3: is no object in JSON',
  ]);
  expect(await isGood(tokenOf(3_000))).toBe(true);
  expect(await isGood(tokenOf(3_002))).toBe(true);
});

test('What is no file, or of no service, is said and nothing is done', { timeout: 120_000 }, async () => {
  write('one.jsonl', [lineOf(2_000)]);
  expect(await run('sessions import one.jsonl --service Nobody')).toMatchObject({
    exitCode: 1,
    error: expect.stringContaining('There is no service of that name'),
  });
  expect(await run('sessions import missing.jsonl --service Acme')).toMatchObject({
    exitCode: 2,
    error: expect.stringContaining('missing.jsonl cannot be read'),
  });
  expect(await run('sessions import one.jsonl')).toMatchObject({ exitCode: 2 });
  expect(await isGood(tokenOf(2_000))).toBe(false);
});
