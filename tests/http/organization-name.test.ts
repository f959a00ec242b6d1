import type { AnswerOf, Me } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { prove, refused, startWithPeople, type WithPeople } from '../src/people.ts';
import { engines, type TestServer } from '../src/test-server.ts';

describe.each(engines)('the name of an organization on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let person: WithPeople['person'];

  beforeAll(async () => {
    ({ server, anna, person } = await startWithPeople(engine));
  });
  afterAll(() => server.stop());

  const rename = (by: TestBrowser, name: string) => refused(by, 'PATCH', '/v1/organization', { name });
  const nameNow = async () => (await anna.ask<Me>('GET', '/v1/me')).organization.name;

  it('is changed by an owner with a fresh proof, and that is written down', async () => {
    await prove(anna);
    await anna.ask('PATCH', '/v1/organization', { name: '  Lind & Ek ' });
    expect(await nameNow()).toBe('Lind & Ek');
    const { rows } = await anna.ask<AnswerOf<'GET /v1/organization/log'>>('GET', '/v1/organization/log');
    expect(rows[0]).toMatchObject({ event: 'organization.renamed', actor: { account: { name: 'Anna Lind' } } });
  });

  it('stays for anybody else, without a fresh proof, and where it could not be read', async () => {
    const administrator = await person('administrator');
    await prove(administrator.browser);
    expect(await rename(administrator.browser, 'Mine')).toBe('pf.organization.change');
    await prove(anna);
    for (const name of [' ', '\u202Egnp', 'x'.repeat(81)]) expect(await rename(anna, name)).toBe('name_invalid');
    server.clock.pass(11 * 60_000);
    expect(await rename(anna, 'Late')).toBe('reauthentication_required');
    expect(await nameNow()).toBe('Lind & Ek');
  });
});
