import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer } from '../../packages/server/src/test-helpers/mail-server.ts';
import { engines, password, startTestServer, type TestServer } from '../src/test-server.ts';

type Finding = AnswerOf<'POST /operator/examination'>['findings'][number];

describe.each(engines)('the doctor on %s', (engine) => {
  let server: TestServer;
  let mail: Awaited<ReturnType<typeof startMailServer>>;

  beforeAll(async () => {
    mail = await startMailServer();
    server = await startTestServer(engine, { ROLLCALL_SMTP_URL: mail.url, ROLLCALL_MAIL_FROM: 'r@example.org' });
  });
  afterAll(async () => {
    await server.stop();
    await mail.close();
  });

  async function examine(body: object = {}): Promise<readonly Finding[]> {
    const answered = await server.operator('POST', '/operator/examination', body);
    expect(answered.status, answered.text).toBe(200);
    return answered.json<AnswerOf<'POST /operator/examination'>>().findings;
  }
  const of = (findings: readonly Finding[], area: string) => findings.filter((finding) => finding.area === area);

  it('looks at everything and finds no fault where there is none', async () => {
    const findings = await examine();
    expect(findings.filter(({ level }) => level === 'fault')).toEqual([]);
    const areas = new Set(findings.map(({ area }) => area));
    expect([...areas]).toEqual([
      'configuration',
      'public origin',
      'proxies',
      'mail',
      'database',
      'places',
      'keys',
      'outbox',
    ]);
    const database = of(findings, 'database').map(({ message }) => message);
    expect(database[0]).toMatch(engine === 'sqlite' ? /^SQLite 3\./ : /^PostgreSQL \d+/);
    const setting = engine === 'sqlite' ? 'PRAGMA synchronous = full' : 'synchronous_commit = on';
    expect(database).toContain(`A commit that was answered is on the disk (${setting}).`);
  });

  it('sends a mail where that is asked for', async () => {
    const before = mail.mails.length;
    const [finding] = of(await examine({ mailTo: 'anna@example.org' }), 'mail');
    expect(finding?.level).toBe('warning');
    expect(mail.mails).toHaveLength(before + 1);
  });

  it('sees a proxy that nobody has named', async () => {
    await server.setUp();
    for (let turn = 0; turn < 6; turn++) {
      const browser = server.browser();
      await browser.signIn('anna', password);
    }
    await fetch(`${server.origin}/v1/me`, { headers: { 'x-forwarded-for': '198.51.100.7' } });
    const [finding] = of(await examine(), 'proxies');
    expect(finding).toMatchObject({ level: 'fault', message: expect.stringContaining('seem to come from your proxy') });
  });

  it('shows no password', async () => {
    const text = JSON.stringify(await examine());
    expect(text).not.toContain(mail.url);
    expect(text).toContain('ROLLCALL_SMTP_URL is not set');
  });
});
