import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLogFile } from '../../packages/server/src/log-file.ts';
import { engines, startTestServer, type TestServer } from '../src/test-server.ts';

describe.each(engines)('a log that was exported on %s', (engine) => {
  let server: TestServer;
  let folder: string;
  let lines: string[];
  let heads: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-log-file-'));
    server = await startTestServer(engine);
    const { browser } = await server.setUp();
    for (const historyDays of [30, 40, 50]) await server.operator('PATCH', '/operator/policy', { historyDays });
    // Other organizations have chains of their own, in one store.
    await server.operator('POST', '/operator/organizations', { name: 'Other' });
    const answered = await server.operator('GET', '/operator/log/heads');
    heads = answered.json<AnswerOf<'GET /operator/log/heads'>>().heads.map(({ head }) => head);
    const { text } = await browser.send('GET', '/v1/organization/log/chain?show=places');
    lines = text.trimEnd().split('\n');
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const chain = () => (JSON.parse(lines[0] ?? '') as { organizationId: string }).organizationId;
  const own = () => heads.filter((head) => head.startsWith(chain()));
  const check = (text: string, kept: readonly string[] = []) => {
    const path = join(folder, 'log.jsonl');
    writeFileSync(path, text);
    return checkLogFile(path, kept);
  };
  const brokenIn = async (some: readonly string[], kept?: readonly string[]) =>
    (await check(`${some.join('\n')}\n`, kept)).chains[0]?.broken;

  it('holds, also against its own head among others', async () => {
    for (const kept of [[], own(), heads]) {
      const checked = await check(`${lines.join('\n')}\n`, kept);
      expect(checked.chains).toEqual([{ chain: chain(), organizationName: null, lines: lines.length, broken: null }]);
    }
    expect(own()).toHaveLength(1);
    expect(heads.length).toBeGreaterThan(1);
  });

  it('names the line that was changed, in any of its facts', async () => {
    const third = JSON.parse(lines[2] ?? '') as Record<string, unknown>;
    for (const [field, value, fault] of [
      ['event', 'account.enabled', 'changed'],
      ['actorKind', 'system', 'changed'],
      ['details', { settings: 'addressDays' }, 'changed'],
      ['at', 1, 'changed'],
      ['address', '203.0.113.9', 'address_changed'],
      ['chainHash', '0'.repeat(64), 'moved'],
    ] as const) {
      const changed = JSON.stringify({ ...third, [field]: value });
      expect(await brokenIn(lines.with(2, changed))).toMatchObject({ fault, sequence: 3, entryId: third['id'] });
    }
  });

  it('names the place of a line that is missing, or that stands elsewhere', async () => {
    expect(await brokenIn(lines.toSpliced(2, 1))).toMatchObject({ fault: 'removed', sequence: 3, entryId: null });
    const [one = '', two = ''] = lines;
    expect(await brokenIn([two, one, ...lines.slice(2)])).toMatchObject({ fault: 'removed', sequence: 1 });
  });

  it('that was cut off between lines is only told by a head, and within a line at once', async () => {
    const cut = lines.slice(0, -1);
    expect(await brokenIn(cut)).toBeNull();
    expect(await brokenIn(cut, own())).toMatchObject({ fault: 'cut_off', sequence: lines.length });
    const half = lines.join('\n').slice(0, -20);
    await expect(check(half)).rejects.toThrow(/^Line \d+ of .* is no line of an exported log; the file may be cut off/);
    await expect(check('')).rejects.toThrow(/is empty\.$/);
  });

  it('is not taken for whole against the head of another organization, nor against one that it never had', async () => {
    const others = heads.filter((head) => !own().includes(head));
    await expect(check(`${lines.join('\n')}\n`, others)).rejects.toThrow(/^No head that was given is of the chain in/);
    const forged = `${chain()}:2:${'0'.repeat(64)}`;
    expect(await brokenIn(lines, [forged])).toMatchObject({ fault: 'rewritten', sequence: 2 });
  });
});
