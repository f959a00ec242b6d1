import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricNames } from '../../packages/server/src/metrics/catalog.ts';
import { sessionCookie } from '../src/browser.ts';
import { freePort } from '../src/free-port.ts';
import { park } from '../src/http.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';
import { TestService } from '../src/test-service.ts';

describe.each(engines)('metrics on %s', (engine) => {
  let server: TestServer;
  let own: string;

  beforeAll(async () => {
    const port = await freePort();
    own = `http://127.0.0.1:${port}`;
    server = await startTestServer(engine, { ROLLCALL_METRICS_PORT: String(port) });
  });
  afterAll(() => server.stop());

  const scrape = async () => (await server.operator('GET', '/metrics')).text;
  /** The value of a metric with these labels, in any order; `null` where it is not there. */
  async function value(name: string, ...labels: string[]): Promise<number | null> {
    const lines = (await scrape()).split('\n').filter((line) => new RegExp(`^${name}(\\{| )`).test(line));
    const line = lines.find((one) => labels.every((label) => one.includes(label)));
    return line === undefined ? null : Number(line.slice(line.lastIndexOf(' ')));
  }

  /** How many tokens were judged so far, whatever the answer. */
  async function judged(): Promise<number> {
    const lines = (await scrape()).split('\n').filter((line) => line.startsWith('rollcall_verify_answers_total{'));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }

  it('count what is verified, by answer and by where it came from', async () => {
    const { browser } = await server.setUp();
    const before = await value('rollcall_verify_answers_total', 'answer="good_from_memory"');
    for (let turn = 0; turn < 5; turn++) await browser.send('GET', '/v1/verify');
    const after = await value('rollcall_verify_answers_total', 'answer="good_from_memory"');
    expect(Number(after) - Number(before)).toBeGreaterThanOrEqual(4);
    expect(await value('rollcall_verify_answers_total', 'answer="good_from_store"')).toBeGreaterThanOrEqual(1);
    expect(await value('rollcall_verifier_entries')).toBe(1);
    expect([await value('rollcall_verifier_lease'), await value('rollcall_ready')]).toEqual([1, 1]);
    expect(await value('rollcall_verifier_sync_age_seconds')).toBeLessThan(2);
    expect(await value('rollcall_verifier_syncs_total', 'outcome="done"')).toBeGreaterThan(0);
  });

  it('count a request once that came whole, and again where its body was waited for', async () => {
    const browser = server.browser();
    await browser.signIn('anna', password);
    const wish = { displayName: 'Anna Lind' };
    const before = await judged();
    await browser.ask('PATCH', '/v1/me', wish);
    expect((await judged()) - before).toBe(1);
    const headers = { cookie: `${sessionCookie}=${browser.token}`, 'sec-fetch-site': 'same-origin' };
    const goOn = await park(server.origin, { method: 'PATCH', path: '/v1/me', headers, body: wish });
    expect((await goOn()).status).toBe(200);
    expect((await judged()) - before).toBe(3);
  });

  it('count what a service has verified and its own credential, each once', async () => {
    const acme = await TestService.make(server, 'Acme');
    const { token } = await acme.signIn('kim');
    const before = await judged();
    await acme.verify(token);
    expect((await judged()) - before).toBe(2);
  });

  it('tell sign-ins by outcome and endings with the time until they were confirmed', async () => {
    const browser = server.browser();
    await browser.send('POST', '/v1/sign-in', { login: 'anna', password: 'something else entirely' });
    const { session } = await browser.signIn('anna', password);
    await server.operator('POST', `/operator/sessions/${session.id}/revocation`);
    expect(await value('rollcall_events_total', 'event="sign_in.failed"')).toBe(1);
    expect(await value('rollcall_events_total', 'event="sign_in.succeeded"')).toBeGreaterThanOrEqual(1);
    expect(await value('rollcall_events_total', 'event="session.revoked"')).toBe(1);
    expect(await value('rollcall_confirmation_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(await value('rollcall_http_requests_total', 'route="/v1/sign-in"', 'status="401"')).toBe(1);
    const ended = 'route="/operator/sessions/:id/revocation"';
    expect(await value('rollcall_http_requests_total', ended, 'status="200"')).toBe(1);
  });

  it('count tries that throttling refuses', async () => {
    const guess = { login: 'anna', password: 'a wrong password' };
    for (let turn = 0; turn < 8; turn++) await server.browser().send('POST', '/v1/sign-in', guess);
    expect(await value('rollcall_throttled_total', 'rule="account"')).toBeGreaterThanOrEqual(1);
  });

  it('carry nothing that was typed and nobody’s id, address or token', async () => {
    await server.browser().send('GET', '/v1/somewhere/rcs_secret?token=rcs_secret');
    await server.browser().send('GET', '/anna@example.org');
    const text = await scrape();
    expect(text).toMatch(/route="none"/);
    expect(text).not.toMatch(/rcs_|anna|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('are all there, with those of the process', async () => {
    const text = await scrape();
    for (const name of metricNames) expect(text).toContain(`# TYPE ${name} `);
    expect(text).toContain('# TYPE process_cpu_seconds_total counter');
    expect(await value('rollcall_info', `engine="${engine}"`)).toBe(1);
    expect(await value('rollcall_outbox_messages')).toBe(0);
  });

  it('are on their own listener and never on the public one', async () => {
    const there = await fetch(`${own}/metrics`);
    expect(there.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await there.text()).toContain('rollcall_verifier_entries');
    expect((await fetch(`${own}/v1/me`)).status).toBe(404);
    const public_ = await fetch(`${server.origin}/metrics`);
    expect([public_.status, await public_.text()]).toEqual([404, expect.not.stringContaining('rollcall_')]);
  });
});
