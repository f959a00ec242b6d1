import { createHash, randomBytes } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionCookie, type TestBrowser } from '../src/browser.ts';
import { send } from '../src/http.ts';
import { prove } from '../src/people.ts';
import { engines, startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

type Row = BodyOf<'POST /v1/service/sessions/import'>['rows'][number];
type Imported = AnswerOf<'POST /v1/service/sessions/import'>;
type Sessions = AnswerOf<'GET /v1/service/accounts/:externalId/sessions'>;

const hour = 3_600_000;
const path = '/v1/service/sessions/import';
const inactive = { active: false };
const ownToken = () => `app.${randomBytes(24).toString('base64url')}`;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const asImported = { imported: true };

describe.each(engines)('importing sessions on %s', (engine) => {
  let server: TestServer;
  let owner: TestBrowser;
  let acme: TestService;

  beforeAll(async () => {
    server = await startTestServer(engine);
    owner = (await server.setUp()).browser;
    acme = await TestService.make(server, 'Acme');
  });
  afterAll(() => server.stop());

  const rowOf = (token: string, externalId: string, more: Partial<Row> = {}): Row => ({
    tokenHash: hashOf(token),
    externalId,
    issuedAt: server.clock.now() - hour,
    ...more,
  });
  const bring = async (...rows: Row[]) => (await acme.ask<Imported>('POST', path, { rows })).rows;
  const idOf = async (row: Row) => {
    const [taken] = await bring(row);
    if (taken === undefined || !('sessionId' in taken)) throw new Error(JSON.stringify(taken));
    return taken.sessionId;
  };

  it('lets the token that somebody has go on, listed and limited like any other session', async () => {
    const token = ownToken();
    const issuedAt = server.clock.now() - 5 * hour;
    const lastUsedAt = server.clock.now() - hour;
    const client = { type: 'mobile_app', name: 'Acme for Android' } as const;
    const sent = { displayName: 'Ada Berg', client, address: '203.0.113.7', issuedAt, lastUsedAt };
    const id = await idOf(rowOf(token, 'ada', sent));
    const { rows } = await acme.ask<Sessions>('GET', '/v1/service/accounts/ada/sessions');
    expect(rows).toMatchObject([
      {
        id,
        method: 'service',
        serviceName: 'Acme',
        signedInAt: issuedAt,
        lastUsedAt,
        expiresAt: issuedAt + 24 * hour,
        firstAddress: '203.0.113.7',
        client: { type: 'mobile_app', browserName: 'Acme for Android' },
      },
    ]);
    expect(await acme.verify(token, asImported)).toMatchObject({
      active: true,
      account: { externalId: 'ada' },
      session: { id, signedInAt: issuedAt },
      authenticatedAt: issuedAt,
    });
    expect(await acme.verify(token, asImported)).toMatchObject({ active: true });
  });

  it('answers the same rows again with what is there, and never revives what has ended', async () => {
    const token = ownToken();
    const row = rowOf(token, 'bo');
    const id = await idOf(row);
    expect(await acme.verify(token, asImported)).toMatchObject({ active: true });
    expect(await bring(row)).toEqual([{ outcome: 'already_there', sessionId: id }]);
    await acme.ask('POST', `/v1/service/sessions/${id}/revocation`);
    expect(await acme.verify(token, asImported)).toEqual(inactive);
    expect(await bring(row, row)).toEqual([
      { outcome: 'already_there', sessionId: id },
      { outcome: 'already_there', sessionId: id },
    ]);
    expect(await acme.verify(token, asImported)).toEqual(inactive);
  });

  it('refuses each row for itself, and makes nothing of what it refuses', async () => {
    const now = server.clock.now();
    const taken = ownToken();
    await idOf(rowOf(taken, 'cleo'));
    await idOf(rowOf(ownToken(), 'gone'));
    await acme.ask('POST', '/v1/service/accounts/gone/disabling');
    const good = ownToken();
    const result = await bring(
      rowOf(ownToken(), 'new-1', { issuedAt: now + hour }),
      rowOf(ownToken(), 'new-1', { lastUsedAt: now + hour }),
      rowOf(ownToken(), 'new-1', { lastUsedAt: now - 2 * hour }),
      rowOf(ownToken(), 'new-1', { issuedAt: now - 25 * hour, lastUsedAt: now }),
      rowOf(ownToken(), 'new-1', { issuedAt: 0 }),
      rowOf(ownToken(), 'new-1', { expiresAt: now }),
      rowOf(ownToken(), 'new-1', { issuedAt: now - 13 * hour }),
      rowOf(ownToken(), 'gone'),
      rowOf(taken, 'new-1'),
      rowOf(ownToken(), ' padded'),
      rowOf(ownToken(), 'new-1', { displayName: 'a\u202eb' }),
      rowOf(good, 'cleo', { issuedAt: now - 25 * hour, lastUsedAt: now, lifetime: 'remembered' }),
    );
    expect(result.map((row) => (row.outcome === 'refused' ? row.reason : row.outcome))).toEqual([
      'time_in_future',
      'time_in_future',
      'times_contradict',
      'expired',
      'expired',
      'expired',
      'idle',
      'account_disabled',
      'other_account',
      'external_id_invalid',
      'name_invalid',
      'imported',
    ]);
    expect((await acme.send('GET', '/v1/service/accounts/new-1')).status).toBe(404);
    expect(await acme.verify(good, asImported)).toMatchObject({ active: true });
  });

  it('ends one where the application says that it does, before the policy', async () => {
    const token = ownToken();
    const expiresAt = server.clock.now() + hour;
    await idOf(rowOf(token, 'dora', { expiresAt }));
    expect(await acme.verify(token, asImported)).toMatchObject({ active: true, expiresAt });
    server.clock.pass(hour);
    expect(await acme.verify(token, asImported)).toEqual(inactive);
  });

  it('takes none of a batch that has an unknown field, a hash that is none, no row or too many', async () => {
    const good = ownToken();
    const refusal = async (...rows: object[]) =>
      (await acme.send('POST', path, { rows: [rowOf(good, 'erik'), ...rows] })).json();
    const hash = hashOf(ownToken());
    const inRow = (field: string) => ({ code: 'invalid_request', errors: [{ pointer: `/rows/1/${field}` }] });
    expect(await refusal({ ...rowOf(ownToken(), 'erik'), accountId: 'x' })).toMatchObject(inRow('accountId'));
    expect(await refusal({ ...rowOf(ownToken(), 'erik'), token: ownToken() })).toMatchObject(inRow('token'));
    expect(await refusal({ ...rowOf(ownToken(), 'erik'), tokenHash: hash.toUpperCase() })).toMatchObject(
      inRow('tokenHash'),
    );
    expect(await refusal(rowOf(ownToken(), 'erik', { address: 'localhost' }))).toMatchObject(inRow('address'));
    expect(await refusal(rowOf(ownToken(), 'erik', { issuedAt: -1 }))).toMatchObject(inRow('issuedAt'));
    const many = Array.from({ length: 100 }, () => rowOf(ownToken(), 'erik'));
    expect(await refusal(...many)).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/rows' }] });
    expect((await acme.send('POST', path, { rows: [] })).status).toBe(400);
    expect(await acme.verify(good, asImported)).toEqual(inactive);
  });

  it('takes a hundred at once, of people who are new, named twice and known', async () => {
    const tokens = Array.from({ length: 100 }, ownToken);
    const rows = tokens.map((token, place) => rowOf(token, `of many ${place % 40}`));
    const [first, again] = await Promise.all([bring(...rows), bring(...rows)]);
    const outcomes = [...first, ...again].map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'imported')).toHaveLength(100);
    expect(outcomes.filter((outcome) => outcome === 'already_there')).toHaveLength(100);
    for (const token of tokens) expect(await acme.verify(token, asImported)).toMatchObject({ active: true });
  });

  it('says on trial what would come of it, and writes nothing', async () => {
    const token = ownToken();
    const rows = [rowOf(token, 'fay'), rowOf(ownToken(), 'fay', { issuedAt: 0 })];
    expect(await acme.ask('POST', path, { rows, dryRun: true })).toEqual({
      rows: [{ outcome: 'importable' }, { outcome: 'refused', reason: 'expired' }],
    });
    expect((await acme.send('GET', '/v1/service/accounts/fay')).status).toBe(404);
    expect(await acme.verify(token, asImported)).toEqual(inactive);
  });

  describe('an imported token', () => {
    it('is good through no other service, also where that says so', async () => {
      const token = ownToken();
      await idOf(rowOf(token, 'gus'));
      const rival = await TestService.make(server, `Rival of ${engine}`);
      expect(await rival.verify(token, asImported)).toEqual(inactive);
      expect(await rival.verify(hashOf(token), asImported)).toEqual(inactive);
      const theirs = rowOf(token, 'gus');
      expect(await rival.ask<Imported>('POST', path, { rows: [theirs] })).toMatchObject({
        rows: [{ outcome: 'imported' }],
      });
      expect(await rival.verify(token, asImported)).toMatchObject({ account: { externalId: 'gus' } });
      const [mine, other] = [await acme.verify(token, asImported), await rival.verify(token, asImported)];
      expect(mine.active && other.active && mine.account.id !== other.account.id).toBe(true);
    });

    it('is no cookie, no bearer and no token of ours, and neither is its hash', async () => {
      const token = ownToken();
      await idOf(rowOf(token, 'hal'));
      for (const presented of [token, hashOf(token)]) {
        const cookie = { cookie: `${sessionCookie}=${presented}` };
        for (const headers of [cookie, { authorization: `Bearer ${presented}` }]) {
          expect((await send(server.origin, { method: 'GET', path: '/v1/me', headers })).status).toBe(401);
        }
        expect(await acme.verify(presented)).toEqual(inactive);
      }
      expect(await acme.verify(hashOf(token), asImported)).toEqual(inactive);
    });

    it('with the length and letters of ours is still none of ours', async () => {
      const { token } = await acme.signIn('ida');
      const alike = `rcs_${randomBytes(18).toString('hex')}`;
      await idOf(rowOf(alike, 'ida'));
      expect(await acme.verify(alike, asImported)).toMatchObject({ active: true });
      expect(await acme.verify(alike)).toEqual(inactive);
      expect(await acme.verify(token)).toMatchObject({ active: true });
      expect(await acme.verify(token, asImported)).toEqual(inactive);
    });

    it('that could be guessed is never good', async () => {
      const short = 'x'.repeat(21);
      await idOf(rowOf(short, 'jon'));
      await idOf(rowOf('', 'jon'));
      expect(await acme.verify(short, asImported)).toEqual(inactive);
      expect(await acme.verify('', asImported)).toEqual(inactive);
    });

    it('ends with all the others of its account, and one that comes after them is refused', async () => {
      const tokens = [ownToken(), ownToken()];
      for (const token of tokens) await idOf(rowOf(token, 'kim'));
      await acme.ask('POST', '/v1/service/accounts/kim/sessions/revocation', {});
      for (const token of tokens) expect(await acme.verify(token, asImported)).toEqual(inactive);
      const late = ownToken();
      expect(await bring(rowOf(late, 'kim'))).toEqual([{ outcome: 'refused', reason: 'ended_since' }]);
      server.clock.pass(1_000);
      expect(await bring(rowOf(late, 'kim', { issuedAt: server.clock.now() }))).toMatchObject([
        { outcome: 'imported' },
      ]);
    });
  });

  it.each(['lock-out', 'removal'])(
    'brings nothing along of whom a %s has kept out of the organization',
    async (act) => {
      const externalId = `out by ${act}`;
      const before = ownToken();
      await idOf(rowOf(before, externalId));
      const verified = await acme.verify(before, asImported);
      await prove(owner);
      await owner.ask('POST', `/v1/organization/users/${verified.active ? verified.account.id : ''}/${act}`, {});
      expect(await acme.verify(before, asImported)).toEqual(inactive);
      const late = ownToken();
      // Also what was issued after they were kept out, as an application of another clock may say.
      server.clock.pass(1_000);
      const rows = [rowOf(late, externalId), rowOf(ownToken(), externalId, { issuedAt: server.clock.now() })];
      const kept = { outcome: 'refused', reason: 'account_disabled' };
      expect(await acme.ask('POST', path, { rows, dryRun: true })).toEqual({ rows: [kept, kept] });
      expect(await bring(...rows)).toEqual([kept, kept]);
      expect(await acme.verify(late, asImported)).toEqual(inactive);
    },
  );

  it('stands in the history of the account, with the name of the service', async () => {
    await bring(rowOf(ownToken(), 'lea'), rowOf(ownToken(), 'lea', { issuedAt: 0 }));
    const { token } = await acme.signIn('lea');
    const headers = { authorization: `Bearer ${token}` };
    const log = (await send(server.origin, { method: 'GET', path: '/v1/me/log', headers })).json();
    const lines = (log as { rows: { event: string; actor: object }[] }).rows;
    expect(lines.filter(({ event }) => event === 'session.imported')).toMatchObject([
      { actor: { kind: 'service', name: 'Acme' } },
    ]);
  });
});
