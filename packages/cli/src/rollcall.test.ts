import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rollcall, type Served, serve, setUp } from './test-helpers.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const done = (words: string) =>
  rollcall(folder, words).then(({ exitCode, out, error }) => {
    expect({ words, error, exitCode }).toEqual({ words, error: '', exitCode: 0 });
    return out;
  });
const json = async (words: string) => JSON.parse(await done(`${words} --json`));

describe('Where no server runs', () => {
  test('an account is created, listed, disabled and enabled', { timeout: 60_000 }, async () => {
    expect(await done('status')).toMatch(/on SQLite, with 0 accounts\.\nNobody has an account yet/);
    const created = await done('accounts create asa --role auditor');
    expect(created).toMatch(/chooses a password with this link:\n\n {2}http:\/\/localhost:8080\/\S+#rcl_\w{36}\n/);
    expect(created).toMatch(/It works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\./);
    expect(await done('accounts list')).toMatch(/^LOGIN +NAME +ROLE +SESSIONS.*\nasa +asa +auditor +0 +.* active\n$/);
    expect(await done('accounts disable asa --yes')).toBe(
      'asa cannot sign in any more.\nNo session was live, so there was nothing to end.\n',
    );
    expect((await json('accounts list')).rows[0].disabledAt).toEqual(expect.any(Number));
    expect(await done('accounts enable asa')).toBe('asa can sign in again.\n');
    expect((await json('accounts reset-link asa')).url).toMatch(/#rcl_/);
  });

  test('limits are changed and shown in words', { timeout: 60_000 }, async () => {
    expect(await done('policy set idleLimitMinutes 60 addressDays 30')).toMatch(/idleLimitMinutes +60 +1 hour\n/);
    expect(await json('policy show')).toMatchObject({ idleLimitMinutes: 60, addressDays: 30, historyDays: 90 });
    const set = 'policy set sessionLimit 5 atSessionLimit refuse addressRanges.session 192.0.2.9/24,2001:db8::/32';
    expect(await done(set)).toMatch(/addressRanges\.session +192\.0\.2\.0\/24,2001:db8::\/32\n/);
    expect(await done('policy set idleLimitMinutes 1 --preview')).toBe(
      'Nothing would end, and nobody would be kept out. Nothing was changed.\n',
    );
    expect(await json('policy show --organization Home')).toMatchObject({ idleLimitMinutes: 60, sessionLimit: 5 });
    expect(await done('policy set sessionLimit none addressRanges.session anywhere')).toMatch(/sessionLimit +none\n/);
    expect(await json('policy show')).toMatchObject({ sessionLimit: null, atSessionLimit: 'refuse' });
  });
});

test('An organization is made, its owner invited, and a leaver planned for, shut out and let in', {
  timeout: 120_000,
}, async () => {
  await done('accounts create asa');
  expect(await done('organizations create Acme --owner asa')).toBe(
    'The organization Acme is there.\nasa is its owner.\n',
  );
  expect(await done('organizations list')).toMatch(
    /^ID +NAME +MEMBERS +CREATED\n[0-9a-f-]{36} +Acme +1 .*\n[0-9a-f-]{36} +Home +1 .* default\n$/,
  );
  expect(await done('invitations make bo@example.org --role owner --organization acme')).toMatch(
    /^Whoever opens this link may come into acme:\n\n {2}http\S+#rcl_\w{36}\n\nIt works once, until /,
  );
  expect(await done('members role asa helpdesk')).toBe('asa has the role helpdesk from now on.\n');
  expect(await done('lock-outs plan asa 2026-12-31T18:00+01:00')).toBe(
    'asa will be locked out of the default organization on 2026-12-31 17:00 UTC, and is not told.\n',
  );
  expect(await done('lock-outs preview asa')).toBe(
    'Locking asa out of the default organization would end 0 sessions on 0 devices, and 0 grants to act on behalf of others or of them.\nIt is planned for 2026-12-31 17:00 UTC.\nNothing was changed.\n',
  );
  expect(await json('lock-outs make asa --yes')).toMatchObject({ ended: { count: 0, grants: 0 } });
  expect(await done('members list')).toMatch(/^LOGIN .*\nasa +asa +helpdesk +.* locked out .* UTC\n$/);
  expect(await done('lock-outs let-in asa')).toBe('asa can sign in to the default organization again.\n');
});

test('Somebody may act on behalf of somebody else, until that is revoked', { timeout: 120_000 }, async () => {
  await done('accounts create asa');
  await done('accounts create bo');
  const made = await done('grants make asa bo --expires-at 2027-01-31T17:00Z');
  expect(made).toMatch(
    /^bo may act on behalf of asa in Home, until it is revoked, or 2027-01-31 17:00 UTC\.\nTo end it: rollcall grants revoke [0-9a-f-]{36}\n$/,
  );
  const line = /^ID +WHO +MAY ACT FOR +SINCE +UNTIL +BY\n[0-9a-f-]{36} +bo +asa +.* UTC +2027-01-31 17:00 UTC +-\n$/;
  expect([await done('grants list asa'), await done('grants list bo')]).toEqual([
    expect.stringMatching(line),
    expect.stringMatching(line),
  ]);
  const { onUser } = await json('grants list asa');
  expect(await done(`grants revoke ${onUser[0].id}`)).toBe(
    'Nobody acts on behalf of anybody by that grant any more.\n',
  );
  expect(await json('grants list asa')).toEqual({ onUser: [], held: [] });
});

test('Commands that come at the same moment wait for each other', { timeout: 60_000 }, async () => {
  await Promise.all(['asa', 'bo', 'cai'].map((name) => done(`accounts create ${name}`)));
  expect((await json('accounts list')).rows).toHaveLength(3);
});

describe('What goes wrong is said on standard error, with an exit code of its kind', () => {
  test.each([
    ['accounts disable nobody --yes', 1, /^No account has that login name\.\n$/],
    ['sessions revoke 1', 1, /^There is no session with that id; rollcall sessions list shows them\.\n$/],
    ['sessions list --login nobody', 1, /^No account has that login name\.\n$/],
    ['policy set idleLimitMinutes 0', 1, /idleLimitMinutes|out of bounds/],
    ['accounts disable asa', 2, /Nobody is here to ask: say --yes\.\n$/],
    ['policy set idleLimitMinutes', 2, /^Each setting needs a value after it\.\n$/],
    ['policy set idleLimit 60', 2, /^There is no setting "idleLimit"; these are: idleLimitMinutes, /],
    ['policy set idleLimitMinutes 1h', 2, /takes a whole number, not "1h"/],
    [
      'policy show --organization Nowhere',
      1,
      /^There is no organization of that id or name; rollcall organizations list shows them\.\n$/,
    ],
    ['members remove asa', 2, /^Take asa out of the default organization, .* Nobody is here to ask: say --yes\.\n$/],
    ['members role asa king', 2, /Allowed choices are owner, administrator, helpdesk, auditor, member/],
    [
      'lock-outs make asa --yes --organization Home',
      1,
      /^No member of that login name or id is in that organization; /,
    ],
    ['lock-outs plan asa 2026-12-31T18:00', 2, /It must be a moment with its zone, as 2026-12-31T17:00Z\./],
    ['grants revoke 1', 1, /^There is no grant with that id; rollcall grants list shows them\.\n$/],
    ['grants make asa bo', 1, /^No member of that login name or id is in that organization; /],
    ['policy set secondFactor sometimes', 2, /takes one of off, at_sign_in, always, not "sometimes"/],
    ['policy set addressRanges.session 192.0.2.0/33', 1, /addressRanges|out of bounds/],
    ['accounts create asa --role king', 2, /Allowed choices are owner, administrator, helpdesk, auditor, member/],
    ['accounts list --limit 201', 2, /whole number from 1 to 200/],
    ['accounts burn', 2, /unknown command 'burn'/],
    ['--force status', 2, /unknown option '--force'/],
    ['', 2, /^Usage: rollcall/],
  ])('rollcall %s: %i', async (words, exitCode, error) => {
    const ended = await rollcall(folder, words);
    expect(ended).toEqual({ exitCode, out: '', error: expect.stringMatching(error) });
  });

  test('A configuration that does not hold: 3, with its faults', async () => {
    const ended = await rollcall(folder, 'status', { ROLLCALL_PORT: 'eighty' });
    expect(ended.exitCode).toBe(3);
    expect(ended.error).toMatch(/ROLLCALL_PORT is "eighty".*\n.*cannot be reached, for the reason above\.\n$/s);
  });
});

test('Help is an answer', async () => {
  expect(await done('--help')).toMatch(/Exit codes: 0 done, 1 refused, 2 wrong usage, 3 not reachable\./);
  expect(await done('policy set --help')).toMatch(/addressDays +a whole number +Their addresses stay for so long\./);
});

describe('Where a server runs', () => {
  let server: Served;
  beforeEach(async () => {
    server = await serve(folder);
  });
  afterEach(() => server.stop());

  const signedIn = (cookie: string) => fetch(`${server.origin}/v1/me`, { headers: { cookie } });

  test('a session is out when the command has answered, and the receipt says what that rests on', {
    timeout: 60_000,
  }, async () => {
    const cookie = await setUp(server);
    expect((await signedIn(cookie)).status).toBe(200);
    expect(await done('sessions list --login asa')).toMatch(/^ID .*\n[0-9a-f-]{36} +Åsa .* active\n$/);
    const { rows } = await json('sessions list');
    expect(await done(`sessions revoke ${rows[0].session.id}`)).toMatch(
      /^It is out\. 1 verifier confirmed in \d+ ms\.\n$/,
    );
    expect((await signedIn(cookie)).status).toBe(401);
    expect((await rollcall(folder, 'setup-link')).exitCode).toBe(1);
  });

  test('told to stop, it ends in peace', async () => {
    expect(await server.stop()).toBe(0);
  });

  test('disabling ends what the account holds', { timeout: 60_000 }, async () => {
    const cookie = await setUp(server);
    expect(await done('accounts disable asa --yes')).toMatch(
      /^asa cannot sign in any more\.\nIt is out\. 1 verifier confirmed in \d+ ms\.\n$/,
    );
    expect((await signedIn(cookie)).status).toBe(401);
  });
});

test('The doctor looks without a server too, and ends with 1 where there is a fault', { timeout: 60_000 }, async () => {
  const well = await done('doctor');
  expect(well).toMatch(/^configuration:\n {2}ok +ROLLCALL_DATA_FOLDER is not set: \.\/data\. /);
  expect(well).toMatch(/WARNING +No server runs/);
  expect(well).toMatch(/\n0 faults, \d warnings\.\n$/);
  const faulty = await rollcall(folder, 'doctor --json', { ROLLCALL_PORT: 'eighty' });
  expect([faulty.exitCode, JSON.parse(faulty.out)]).toMatchObject([
    1,
    { findings: [{ area: 'start', level: 'fault' }] },
  ]);
  expect((await rollcall(folder, 'doctor --mail-to asa@example.org')).exitCode).toBe(1);
});
