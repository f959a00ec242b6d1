import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rollcall, type Served, serve, setUp } from './test-helpers.ts';

/** Each starts whole processes, one after the other. */
const patience = { timeout: 120_000 };
const nobodys = '01890000-0000-7000-8000-000000000000';

let folder = '';
let server: Served;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-sessions-'));
  server = await serve(folder);
}, patience.timeout);
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function done(words: string): Promise<string> {
  const { exitCode, out, error } = await rollcall(folder, words);
  expect({ words, error, exitCode }).toEqual({ words, error: '', exitCode: 0 });
  return out;
}
const isSignedIn = async (cookie: string) =>
  (await fetch(`${server.origin}/v1/me`, { headers: { cookie } })).status === 200;
async function signIn(): Promise<string> {
  const answer = await fetch(`${server.origin}/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'asa', password: 'a b c d e f g h 9' }),
  });
  return answer.headers.getSetCookie().join('; ');
}

describe('Sessions and devices of an organization', patience, () => {
  test('are listed and narrowed, and several end by one command', async () => {
    const cookies = [await setUp(server), await signIn(), await signIn()];
    const list = await done('sessions list');
    expect(list).toMatch(
      /^ID +ACCOUNT .*\n(?:[0-9a-f-]{36} +Åsa .* active\n){3}\nLive in the organization: 3 sessions\.\n$/,
    );
    expect(await done('sessions list --member asa --state ended')).not.toContain('Åsa');
    expect(await done('sessions list --search nobody --organization Home')).not.toContain('Åsa');
    expect(await done('devices list --member asa')).toMatch(
      /^ID +ACCOUNT +DEVICE +SESSIONS +LAST USED +NO CODE UNTIL\n(?:[0-9a-f-]{36} +Åsa .* 1 .* UTC +-\n){3}$/,
    );
    const [one, other] = list.match(/[0-9a-f-]{36}/g) ?? [];
    const some = await rollcall(folder, `sessions revoke ${one} ${nobodys} ${other}`);
    expect(some).toEqual({
      exitCode: 1,
      error: '',
      out: expect.stringMatching(
        /^All 2 sessions are out\. 1 verifier confirmed in \d+ ms\.\nThere is no session with the id 01890000-.*\n$/,
      ),
    });
    expect(await Promise.all(cookies.map(isSignedIn))).toEqual([true, false, false]);
  });

  test('end all together, once somebody has said yes', async () => {
    const cookie = await setUp(server);
    await done('organizations create Acme --owner asa');
    expect(await rollcall(folder, 'sessions revoke-all --organization Home')).toEqual({
      exitCode: 2,
      out: '',
      error: 'Sign everybody out of Home: 1 session? Nobody is here to ask: say --yes.\n',
    });
    expect(await done('sessions revoke-all --organization Acme --yes')).toBe(
      'No session was live, so there was nothing to end.\n',
    );
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await done('sessions revoke-all --organization home --yes')).toMatch(
      /^It is out\. 1 verifier confirmed in \d+ ms\.\nMembers find it in their activity, and are told by mail where that is configured\.\n$/,
    );
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test('are not found where they are not', async () => {
    for (const [words, exitCode, error] of [
      ['sessions list --login asa --member asa', 2, /'--login <name>' cannot be used with option '--member/],
      ['sessions list --member nobody', 1, /^There is no organization of that id or name, or no member /],
      ['sessions list --from 2026-12-31', 2, /moment with its zone/],
      ['sessions list --state gone', 2, /Allowed choices are live, active, held, ended/],
      ['sessions revoke-all --organization Nowhere --yes', 1, /^There is no organization of that id or name; /],
      [`devices revoke-trust ${nobodys}`, 1, /^No device with that id is trusted in that organization; /],
      ['devices list --organization Nowhere', 1, /^There is no organization of that id or name, /],
    ] as const) {
      expect(await rollcall(folder, words)).toEqual({ exitCode, out: '', error: expect.stringMatching(error) });
    }
  });
});
