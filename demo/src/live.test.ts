import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf, Inventory, Me } from '@rollcall/api';
import { configFrom, createLogger, type RunningServer, startServer } from '@rollcall/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestBrowser } from '../../tests/src/browser.ts';
import { freePort } from '../../tests/src/free-port.ts';
import { cast } from './cast.ts';
import { newPassword } from './deeds.ts';
import { dayMs } from './life.ts';
import { live } from './live.ts';
import { type Apps, codeOf } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-demo-test-'));
const now = Date.now();
let server: RunningServer;
let apps: Apps;
let browser: TestBrowser;
let me: Me;

beforeAll(async () => {
  const port = String(await freePort());
  const config = configFrom(
    { ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: port, ROLLCALL_TRUSTED_PROXIES: '127.0.0.1' },
    folder,
  );
  apps = await live(config, now, () => {});
  server = await startServer(config, { log: createLogger('silent'), pagesFolder: null });
  browser = new TestBrowser(server.address);
  await browser.ask('POST', '/v1/sign-in', { login: cast[0].userName, password: newPassword });
  const code = codeOf(apps.get(cast[0].userName) ?? '', Date.now());
  me = await browser.ask<Me>('POST', '/v1/sign-in/second-step', { code });
}, 300_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

it('leaves somebody with devices, a stranger among them, and a past', async () => {
  expect(me.account.createdAt).toBeLessThan(now - 100 * dayMs);
  const { devices } = await browser.ask<Inventory>('GET', '/v1/me/devices');
  const stranger = devices.filter(({ isNew, isCurrent }) => isNew && !isCurrent);
  expect(stranger.map(({ client }) => client.type)).toEqual(['phone']);
  const names = devices.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Desk at the yard', 'My phone']));
  expect(names).not.toContain('Old phone');
  const trusted = devices.filter(({ trust }) => trust !== null);
  expect(trusted.map(({ name }) => name).toSorted()).toEqual(['Desk at the yard', 'My phone']);
});

it('leaves a second step, with a recovery code less', async () => {
  const { factors } = await browser.ask<AnswerOf<'GET /v1/me/factors'>>('GET', '/v1/me/factors');
  expect(factors.map(({ kind, codesLeft }) => [kind, codesLeft])).toEqual([
    ['authenticator', null],
    ['recovery_codes', 9],
  ]);
  expect([...apps.keys()].toSorted()).toEqual(['alva', 'lumi', 'ture']);
});

it('leaves two organizations, with roles, invitations, grants, and somebody who is about to leave', async () => {
  expect(me.organizations.map(({ role }) => role)).toEqual(['owner', 'owner']);
  expect(me.organization).toMatchObject({ name: expect.stringContaining('Boatyard') });
  const waiting = await browser.ask<AnswerOf<'GET /v1/organization/invitations'>>(
    'GET',
    '/v1/organization/invitations',
  );
  expect(waiting.rows.map(({ email }) => email)).toEqual(['revision@example.org', 'kaj@example.org']);
  const plans = await browser.ask<AnswerOf<'GET /v1/organization/lock-outs'>>('GET', '/v1/organization/lock-outs');
  expect(plans.rows.map(({ displayName }) => displayName)).toEqual(['Bruno Inventado']);
  const grants = await browser.ask<AnswerOf<'GET /v1/me/grants'>>('GET', '/v1/me/grants');
  expect([grants.onUser, grants.held].map((list) => list.length)).toEqual([1, 1]);
  const users = await browser.ask<AnswerOf<'GET /v1/organization/users'>>('GET', '/v1/organization/users');
  expect(users.rows.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['owner', 'administrator', 'helpdesk', 'auditor', 'member']),
  );
});
