import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf, ChainLine, Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLogFile } from '../../packages/server/src/log-file.ts';
import type { TestBrowser } from '../src/browser.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';

type Page = AnswerOf<'GET /v1/organization/log'>;
type State = AnswerOf<'GET /v1/organization/log/state'>;

describe.each(engines)('the log of an organization on %s', (engine) => {
  let server: TestServer;
  let folder: string;
  let anna: TestBrowser;
  let annaMe: Me;
  let bo: { readonly browser: TestBrowser; readonly accountId: string };
  let auditor: TestBrowser;
  let helpdesk: TestBrowser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-organization-log-'));
    server = await startTestServer(engine);
    ({ browser: anna, me: annaMe } = await server.setUp());
    bo = await person('bo', 'member');
    auditor = (await person('eva', 'auditor')).browser;
    helpdesk = (await person('hans', 'helpdesk')).browser;
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function person(userName: string, role: string) {
    const made = await server.operator('POST', '/operator/accounts', { userName, displayName: `=${userName}`, role });
    const { account, link } = made.json<AnswerOf<'POST /operator/accounts'>>();
    const browser = server.browser();
    await server.browser().ask('POST', '/v1/password-resets', {
      link: new URL(link.url).hash.slice(1),
      newPassword: password,
    });
    await browser.signIn(userName, password);
    return { browser, accountId: account.id };
  }

  async function operated<Answer>(path: string, body?: unknown): Promise<Answer> {
    const answered = await server.operator('POST', path, body);
    if (answered.status >= 300) throw new Error(`${path}: ${answered.text}`);
    return answered.json<Answer>();
  }
  const page = (browser: TestBrowser, query = '') => browser.ask<Page>('GET', `/v1/organization/log${query}`);
  const refusal = async (browser: TestBrowser, path: string) => (await browser.send('GET', path)).json();

  it('shows who did what, newest first, page by page, and nothing twice', async () => {
    const whole = await page(anna, '?limit=200');
    expect(whole.next).toBeNull();
    expect(whole.rows.map(({ at }) => at)).toEqual(
      whole.rows.map(({ at }) => at).toSorted((one, other) => other - one),
    );
    expect(whole.rows).toContainEqual(
      expect.objectContaining({
        event: 'sign_in.succeeded',
        member: { id: bo.accountId, name: '=bo' },
        actor: expect.objectContaining({ kind: 'account', account: { id: bo.accountId, name: '=bo' }, isSelf: false }),
      }),
    );
    const read: string[] = [];
    for (let next: string | null = null, first = true; first || next !== null; first = false) {
      const some: Page = await page(anna, `?limit=2${next === null ? '' : `&after=${next}`}`);
      read.push(...some.rows.map(({ id }) => id));
      next = some.next;
    }
    expect(read).toEqual(whole.rows.map(({ id }) => id));
  });

  it('is narrowed by member, by whoever acted, by group and by time', async () => {
    const { rows } = await page(anna, '?limit=200');
    const ids = async (query: string) => (await page(anna, `?limit=200&${query}`)).rows.map(({ id }) => id);
    const those = (which: (line: Page['rows'][number]) => boolean) => rows.filter(which).map(({ id }) => id);
    expect(await ids(`member=${bo.accountId}`)).toEqual(those(({ member }) => member?.id === bo.accountId));
    expect(await ids(`actor=${annaMe.account.id}`)).toEqual(
      those(({ actor }) => actor.account?.id === annaMe.account.id),
    );
    expect(await ids('group=sign_ins')).toEqual(those(({ event }) => event.startsWith('sign_in.')));
    const middle = rows[2]?.at ?? 0;
    expect(await ids(`from=${middle}`)).toEqual(those(({ at }) => at >= middle));
    expect(await ids(`to=${middle}`)).toEqual(those(({ at }) => at < middle));
    expect(await ids('group=endings&member=01890000-0000-7000-8000-000000000000')).toEqual([]);
    expect((await anna.send('GET', "/v1/organization/log?member='%20or%201=1")).status).toBe(400);
  });

  it('tells addresses only where they are asked for and permitted, and the member can read that it was done', async () => {
    const { rows } = await page(anna, '?limit=200');
    expect(rows.every(({ address, place }) => address === null && place.kind === 'none')).toBe(true);
    const told = await page(anna, `?limit=200&show=places&member=${bo.accountId}`);
    expect(told.rows.some(({ address }) => address !== null)).toBe(true);
    await page(anna, `?limit=200&show=places&member=${bo.accountId}`);
    const own = await bo.browser.ask<AnswerOf<'GET /v1/me/log'>>('GET', '/v1/me/log');
    const seen = own.rows.filter(({ event }) => event === 'member.places_viewed');
    expect(seen).toMatchObject([{ actor: { kind: 'account', name: 'Anna Lind' } }]);
    for (const path of ['', '/export', '/chain']) {
      expect(await refusal(auditor, `/v1/organization/log${path}?show=places`)).toMatchObject({
        code: 'forbidden',
        reason: 'places_not_permitted',
      });
    }
  });

  it('is closed to whoever lacks the permission', async () => {
    for (const path of ['', '/export', '/chain', '/state']) {
      for (const browser of [bo.browser, helpdesk]) {
        expect(await refusal(browser, `/v1/organization/log${path}`)).toMatchObject({
          code: 'forbidden',
          reason: 'platform.log.view',
        });
      }
      expect((await auditor.send('GET', `/v1/organization/log${path}`)).status).toBe(200);
    }
  });

  it('is closed on the next request to whoever loses the role, in a session that goes on, and open with it again', async () => {
    const { browser, accountId } = await person('lo', 'auditor');
    const give = async (role: string) => {
      await anna.ask('POST', '/v1/me/re-authentication', { password });
      await anna.ask('POST', `/v1/organization/users/${accountId}/role`, { role });
    };
    const answers = async () => {
      const paths = ['', '/export', '/chain', '/state'].map((path) => `/v1/organization/log${path}`);
      return Promise.all(paths.map(async (path) => (await browser.send('GET', path)).status));
    };
    expect(await answers()).toEqual([200, 200, 200, 200]);
    await give('helpdesk');
    expect(await answers()).toEqual([403, 403, 403, 403]);
    expect(await refusal(browser, '/v1/organization/log')).toMatchObject({ reason: 'platform.log.view' });
    expect((await browser.send('GET', '/v1/me')).status).toBe(200);
    await give('auditor');
    expect(await answers()).toEqual([200, 200, 200, 200]);
  });

  it('has the sign-ins that failed, from where they would have led, and nothing of names that nobody has', async () => {
    const { accountId } = await person('fa', 'member');
    await operated('/operator/organizations', { name: 'Elsewhere', owner: 'fa' });
    const fail = (login: string) => server.browser().send('POST', '/v1/sign-in', { login, password: 'wrong one' });
    const failures = async () => {
      const { rows } = await page(anna, '?limit=200&group=sign_ins');
      return rows.filter(({ event }) => event === 'sign_in.failed').map(({ member }) => member?.id);
    };
    const before = await failures();
    const [known, unknown] = [(await fail('fa')).json(), (await fail('nobody-at-all')).json()];
    expect({ ...known, requestId: '' }).toEqual({ ...unknown, requestId: '' });
    expect(await failures()).toEqual([accountId, ...before]);
    // Whom the organization has locked out fails there, for its administrators to see.
    await operated('/operator/members/fa/lock-out', {});
    await operated('/operator/accounts/fa/disabling');
    await fail('fa');
    expect((await failures()).length).toBe(before.length + 2);
  });

  it('names who may act on whose behalf, and so does the history of that person', async () => {
    const [on, holder] = [await person('on', 'member'), await person('ho', 'member')];
    await anna.ask('POST', '/v1/me/re-authentication', { password });
    type Grant = AnswerOf<'POST /v1/organization/users/:id/grants'>;
    const path = `/v1/organization/users/${on.accountId}/grants`;
    const { id } = await anna.ask<Grant>('POST', path, { holderId: holder.accountId });
    await on.browser.ask('POST', `/v1/me/grants/${id}/ending`);
    const details = { holderId: holder.accountId, holderName: '=ho' };
    const told = [
      expect.objectContaining({ event: 'grant.ended', details }),
      expect.objectContaining({ event: 'grant.made', details }),
    ];
    const own = await on.browser.ask<AnswerOf<'GET /v1/me/log'>>('GET', '/v1/me/log');
    expect(own.rows.filter(({ event }) => event.startsWith('grant.'))).toEqual(told);
    const { rows } = await page(anna, `?limit=200&member=${on.accountId}`);
    expect(rows.filter(({ event }) => event.startsWith('grant.'))).toEqual(told);
  });

  it('tells nobody of a plan before it is over: what the one it is about reads is what everybody reads, and whole', async () => {
    const leaver = await person('le', 'auditor');
    const path = `/v1/organization/users/${leaver.accountId}/lock-out`;
    const whole = async (browser: TestBrowser) => {
      const [listed, csv, chain] = await Promise.all([
        page(browser, '?limit=200'),
        browser.send('GET', '/v1/organization/log/export'),
        browser.send('GET', '/v1/organization/log/chain'),
      ]);
      return { ids: listed.rows.map(({ id }) => id), csv: csv.text, chain: chain.text };
    };
    const linesNow = async () => (await leaver.browser.ask<State>('GET', '/v1/organization/log/state')).lines;
    const isTheirs = ({ member, details }: Page['rows'][number]) =>
      [member?.id, details['memberId']].includes(leaver.accountId);
    const lockOutsOf = async (browser: TestBrowser) =>
      (await page(browser, '?limit=200&group=account')).rows
        .filter(({ event }) => /lock(ed)?_out/.test(event))
        .filter(isTheirs);
    const verify = (chain: string) => {
      const file = join(folder, 'log.jsonl');
      writeFileSync(file, chain);
      return checkLogFile(file, []);
    };
    await anna.ask('POST', '/v1/me/re-authentication', { password });
    await server.operator('GET', '/operator/log/heads');
    const before = await whole(leaver.browser);
    const dueAt = server.clock.now() + 3_600_000;
    await anna.ask('POST', path, { at: dueAt - 1 });
    await anna.ask('POST', path, { at: dueAt });
    await server.operator('GET', '/operator/log/heads');
    expect(await whole(leaver.browser)).toEqual(before);
    expect(await whole(anna)).toEqual(before);
    await expect.poll(linesNow).toBe(before.ids.length);
    const ids = before.chain
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as ChainLine).id);
    expect(ids.toSorted()).toEqual(before.ids.toSorted());
    expect((await verify(before.chain)).chains).toMatchObject([{ lines: ids.length, broken: null }]);
    // The server's own log has had it from the beginning, sealed, where no organization reads.
    const planned = (await server.operator('GET', '/operator/log/chain?of=server')).text.trimEnd().split('\n');
    expect(planned.map((line) => JSON.parse(line) as ChainLine).slice(-2)).toMatchObject([
      { event: 'lock_out.planned', details: { dueAt: dueAt - 1, memberId: leaver.accountId } },
      { event: 'lock_out.planned', details: { dueAt }, actorAccountId: annaMe.account.id, organizationId: null },
    ]);

    await anna.ask('POST', `${path}/cancellation`);
    const whom = { memberId: leaver.accountId, memberName: '=le' };
    const by = { plannedAt: expect.any(Number), plannedById: annaMe.account.id, plannedByName: 'Anna Lind' };
    for (const browser of [anna, leaver.browser]) {
      expect(await lockOutsOf(browser)).toMatchObject([
        { event: 'lock_out.cancelled', details: { dueAt, ...whom, ...by }, member: null },
      ]);
    }
    await anna.ask('POST', path, { at: dueAt });
    server.clock.pass(3_600_000);
    await server.restart();
    await anna.signIn('anna', password);
    await expect
      .poll(async () => (await lockOutsOf(anna))[0], { timeout: 10_000 })
      .toMatchObject({
        event: 'member.locked_out',
        actor: { kind: 'system' },
        member: { id: leaver.accountId },
        details: { count: 1, ...by },
      });
    const { text } = await anna.send('GET', '/v1/organization/log/chain');
    expect((await verify(text)).chains).toMatchObject([{ broken: null }]);
  });

  it('comes as CSV that no spreadsheet takes for formulas', async () => {
    const { text, headers } = await anna.send('GET', `/v1/organization/log/export?member=${bo.accountId}`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const [title, ...lines] = text.trimEnd().split('\r\n');
    expect(title).toMatch(/^time,event,member,/);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toContain(`"'=bo"`);
    expect(text).not.toMatch(/(^|,)=bo/m);
  });

  it('comes as lines of JSON in the order of its chain, without what could tell an address', async () => {
    const { text } = await auditor.send('GET', '/v1/organization/log/chain');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ChainLine);
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.every(({ address, addressSalt }) => address === null && addressSalt === null)).toBe(true);
    expect(lines.some(({ addressCommitment }) => addressCommitment !== null)).toBe(true);
    const shown = (await anna.send('GET', '/v1/organization/log/chain?show=places')).text;
    expect(shown).toMatch(/"address":"127\.0\.0\.1","addressSalt":"[0-9a-f]{32}"/);
  });

  it('knows that its chain holds, and up to when it is sealed', async () => {
    const stateNow = () => anna.ask<State>('GET', '/v1/organization/log/state');
    const exported = async () =>
      (await anna.send('GET', '/v1/organization/log/chain')).text.trimEnd().split('\n').length;
    const before = await exported();
    await expect.poll(async () => (await stateNow()).lines).toBe(before);
    await server.operator('PATCH', '/operator/policy', { historyDays: 80 });
    await expect.poll(exported).toBe(before + 1);
    await expect.poll(stateNow).toMatchObject({ state: 'unbroken', lines: before + 1, unsealed: 0, broken: null });
    expect((await stateNow()).sealedUpTo).toBeLessThanOrEqual(server.clock.now());
  });

  it('keeps the lines of whoever left', async () => {
    await server.operator('POST', '/operator/accounts/bo/disabling');
    const { rows } = await page(anna, `?member=${bo.accountId}&group=sign_ins`);
    expect(rows).toMatchObject([{ event: 'sign_in.succeeded', member: { name: '=bo' } }]);
  });
});
