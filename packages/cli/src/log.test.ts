import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rollcall, serve, setUp } from './test-helpers.ts';

/** Each starts whole processes, one after the other. */
const patience = { timeout: 120_000 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function done(words: string): Promise<string> {
  const { exitCode, out, error } = await rollcall(folder, words);
  expect({ words, error, exitCode }).toEqual({ words, error: '', exitCode: 0 });
  return out;
}

async function keepHeads(): Promise<void> {
  writeFileSync(join(folder, 'heads.txt'), await done('log heads'));
}

/** By somebody who has the file, while no server runs. */
function tamper(statement: string): void {
  const file = new DatabaseSync(join(folder, 'data', 'rollcall.db'));
  file.exec(`drop trigger log_stays; drop trigger log_is_fixed; ${statement}`);
  file.close();
}

describe('The log', patience, () => {
  beforeEach(async () => {
    for (const days of [30, 40, 50]) await done(`policy set historyDays ${days}`);
  }, patience.timeout);

  test('shows its heads, and holds against them while it grows', async () => {
    expect(await done('log heads')).toMatch(
      /^HEAD +SEALED +ORGANIZATION\n[0-9a-f-]{36}:3:[0-9a-f]{64} +\S+ \S+ UTC +Home\n$/,
    );
    await keepHeads();
    await done('policy set historyDays 60');
    expect(await done('log verify --heads heads.txt')).toMatch(/^Home \([0-9a-f-]{36}\): 4 lines, unbroken\.\n$/);
    expect(await done('log verify')).toContain('nobody can say whether the end was cut off');
  });

  test('names the line that was changed, and ends with 1', async () => {
    await keepHeads();
    tamper(`update log set details = '{"settings":"addressDays"}' where event = 'policy.changed' and sequence = 2`);
    const { exitCode, out } = await rollcall(folder, 'log verify');
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /^Home \(.*\): BROKEN at line 2: what it says was changed after it was sealed\.\n {2}It is the line [0-9a-f-]{36} of .* UTC\.\n/,
    );
  });

  test('shows what was cut off only to whoever has kept a head', async () => {
    await keepHeads();
    tamper(`
      drop trigger log_chain_grows;
      delete from log where event = 'policy.changed' and sequence = 3;
      update log_chain set sequence = 2, chain_hash =
        (select chain_hash from log where event = 'policy.changed' and sequence = 2) where sequence = 3 and id <>
        '00000000-0000-0000-0000-000000000000';`);
    await done('log verify');
    const { exitCode, out } = await rollcall(folder, 'log verify --heads heads.txt');
    expect([exitCode, out]).toEqual([1, expect.stringContaining('BROKEN at line 3: the chain ends before it')]);
  });

  test('says that a store was put back, and that heads kept since do not fit', async () => {
    await done('backup kept.db');
    await done('policy set historyDays 60');
    await keepHeads();
    await done('restore kept.db --yes --keep-sessions');
    expect(await done('log verify')).toMatch(/^Home \(.*\): 4 lines, unbroken\.\nserver: 1 line, unbroken\./);
    const { exitCode, out } = await rollcall(folder, 'log verify --heads heads.txt');
    expect([exitCode, out]).toEqual([1, expect.stringContaining('the store was restored from a copy')]);
  });

  test('is listed, narrowed and written into files, of which the one with seals verifies', async () => {
    await done('accounts create asa --role auditor');
    await done('organizations create Acme --owner asa');
    expect(await done('log list --limit 2')).toMatch(
      /^WHEN +WHAT +ABOUT +BY +FROM +DETAILS\n.* UTC +account\.created +asa +operator +-\n.* policy\.changed +- +operator +- +historyDays=.*\n\nThere are more: add --after [0-9a-f-]{36}\n$/,
    );
    expect(await done('log list --organization Acme')).toMatch(/ organization\.created +asa +operator +-\n$/);
    expect(await done('log list --member asa --group sign_ins')).toMatch(/^WHEN.*\n$/);
    expect(await done('log list --to 2020-01-01T00:00Z')).toMatch(/^WHEN.*\n$/);
    expect(await done('log export home.csv --member asa')).toBe(
      'home.csv holds the log of the default organization, newest first, as CSV.\n',
    );
    const [title, ...lines] = readFileSync(join(folder, 'home.csv'), 'utf8').trimEnd().split('\r\n');
    expect([title, lines.length]).toEqual([expect.stringMatching(/^time,event,member,/), 1]);
    expect(await done('log export home.jsonl --format jsonl --organization Home')).toBe(
      'home.jsonl holds the log of Home, whole, with its seals: rollcall log verify home.jsonl checks it.\n',
    );
    expect(await done('log verify home.jsonl')).toMatch(/^[0-9a-f-]{36}: 4 lines, unbroken\.\n/);
    expect(statSync(join(folder, 'home.jsonl')).mode & 0o777).toBe(0o600);
  });

  test('has a plan with the server alone until it is over', async () => {
    await done('accounts create asa --role auditor');
    await done('lock-outs plan asa 2027-01-31T17:00Z');
    expect(await done('log list --group account --member asa')).not.toContain('lock_out');
    expect(await done('log list --server')).toMatch(/ lock_out\.planned +- +operator +- +.*memberName=asa/);
    await done('log export server.jsonl --server --format jsonl');
    expect(await done('log verify server.jsonl')).toMatch(/^server: 1 line, unbroken\.\n/);
    await done('lock-outs cancel asa');
    expect(await done('log list --limit 1')).toMatch(/ lock_out\.cancelled +- +operator .*memberName=asa/);
    expect(await done('log verify')).toMatch(/^Home \(.*\): 5 lines, unbroken\.\nserver: 1 line, unbroken\./);
  });

  test('is no file that is there already, and nothing that cannot be verified', async () => {
    for (const [words, exitCode, error] of [
      ['log export heads.txt', 1, /^heads\.txt is there already; name another file\.\n$/],
      ['log export x.jsonl --format jsonl --group endings', 2, /^--group goes with --format csv: /],
      ['log list --member nobody', 1, /^There is no organization of that id or name, or no account /],
      ['log export x.csv --organization Nowhere', 1, /^There is no organization of that id or name/],
      ['log list --server --organization Home', 2, /'--server' cannot be used with option '--organization/],
    ] as const) {
      await keepHeads();
      expect(await rollcall(folder, words)).toEqual({ exitCode, out: '', error: expect.stringMatching(error) });
      expect(existsSync(join(folder, 'x.jsonl')) || existsSync(join(folder, 'x.csv'))).toBe(false);
    }
  });

  test('in an exported file holds or names what is wrong, and is not compared with the head of another chain', async () => {
    const server = await serve(folder);
    const cookie = await setUp(server);
    // The sealer comes within seconds.
    const exported = () =>
      fetch(`${server.origin}/v1/organization/log/chain`, { headers: { cookie } }).then((answer) => answer.text());
    await expect.poll(async () => (await exported()).split('\n').length, { timeout: 20_000 }).toBeGreaterThan(4);
    const lines = (await exported()).trimEnd().split('\n');
    await server.stop();
    const write = (name: string, of: readonly string[]) => writeFileSync(join(folder, name), `${of.join('\n')}\n`);
    write('good.jsonl', lines);
    write('changed.jsonl', [
      ...lines.slice(0, 1),
      lines[1]?.replace('historyDays', 'addressDays') ?? '',
      ...lines.slice(2),
    ]);
    expect(await done('log verify good.jsonl')).toMatch(
      /^[0-9a-f-]{36}: \d+ lines, unbroken\.\nWithout a head that was kept elsewhere .* whether the end was cut off\.\n$/,
    );
    const changed = await rollcall(folder, 'log verify changed.jsonl');
    expect([changed.exitCode, changed.out]).toEqual([
      1,
      expect.stringMatching(/: BROKEN at line 2: what it says was changed after it was sealed\.\n {2}It is the line /),
    ]);
    const otherHead = `log verify good.jsonl --head ${'01890000-0000-7000-8000-000000000000'}:1:${'0'.repeat(64)}`;
    const other = await rollcall(folder, otherHead);
    expect([other.exitCode, other.error]).toEqual([
      1,
      expect.stringMatching(
        /^No head that was given is of the chain in good\.jsonl, which is [0-9a-f-]{36}\.\nNothing was verified/,
      ),
    ]);
    const none = await rollcall(folder, 'log verify none.jsonl');
    expect([none.exitCode, none.error]).toEqual([1, expect.stringMatching(/^There is no file none\.jsonl\.\n/)]);
  });

  test('goes along when a store moves', async () => {
    await keepHeads();
    await done('export one.jsonl');
    rmSync(join(folder, 'data', 'rollcall.db'));
    await done('import one.jsonl --keep-sessions');
    expect(await done('log verify --heads heads.txt')).toMatch(/^Home \(.*\): 4 lines, unbroken\.\nserver: 1 line,/);
  });

  test('takes heads only that are some', async () => {
    const wrong = await rollcall(folder, 'log verify --head server:1');
    expect([wrong.exitCode, wrong.error]).toEqual([2, expect.stringContaining('rollcall log heads has shown')]);
    writeFileSync(join(folder, 'heads.txt'), 'nothing\n');
    const none = await rollcall(folder, 'log verify --heads heads.txt');
    expect([none.exitCode, none.error]).toEqual([2, 'heads.txt holds no head of a chain.\n']);
  });
});
