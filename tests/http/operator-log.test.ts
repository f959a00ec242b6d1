import type { AnswerOf, ChainLine, LogLine } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../src/browser.ts';
import { type Person, startWithPeople, type WithPeople } from '../src/people.ts';
import { engines, type TestServer } from '../src/test-server.ts';

type Page = AnswerOf<'GET /operator/log'>;

describe.each(engines)('the operator of the log on %s', (engine) => {
  let server: TestServer;
  let anna: TestBrowser;
  let person: WithPeople['person'];
  let gone: Person;

  beforeAll(async () => {
    ({ server, anna, person } = await startWithPeople(engine));
    gone = await person('member');
    await server.operator('POST', `/operator/members/${gone.login}/removal`);
    await server.browser().send('POST', '/v1/sign-in', { login: 'nobody-at-all', password: 'wrong one' });
    await server.browser().send('POST', '/v1/sign-in', { login: 'nobody-else', password: 'wrong one' });
  });
  afterAll(() => server.stop());

  const read = async (query = '') => {
    const answered = await server.operator('GET', `/operator/log?${query}`);
    expect(answered.status, answered.text).toBe(200);
    return answered.json<Page>();
  };
  const eventsOf = ({ rows }: Page) => rows.map(({ event, member }) => [event, member?.id ?? null]);

  it('reads what an administrator reads, with addresses, and nobody’s history has a look noted', async () => {
    const theirs = await anna.ask<AnswerOf<'GET /v1/organization/log'>>('GET', '/v1/organization/log?limit=200');
    const { rows, next } = await read('limit=200');
    expect([rows.map(({ id }) => id), next]).toEqual([theirs.rows.map(({ id }) => id), null]);
    expect(rows.some(({ address }) => address === '127.0.0.1')).toBe(true);
    expect(rows.some(({ actor }) => actor.isSelf)).toBe(false);
    const other = await person('auditor');
    await read('limit=200');
    const own = await other.browser.ask<{ rows: LogLine[] }>('GET', '/v1/me/log');
    expect(own.rows.filter(({ event }) => event === 'member.places_viewed')).toEqual([]);
  });

  it('narrows it to whom it is about and to whoever acted, also if they have left', async () => {
    const about = await read(`member=${gone.login}`);
    expect(eventsOf(about)[0]).toEqual(['member.removed', gone.id]);
    expect(eventsOf(await read(`member=${gone.id}`))).toEqual(eventsOf(about));
    expect(eventsOf(await read(`actor=${gone.login}`))).toEqual([['sign_in.succeeded', gone.id]]);
    expect(eventsOf(await read(`member=${gone.login}&group=endings`))).toEqual([['member.removed', gone.id]]);
    expect((await server.operator('GET', '/operator/log?member=nobody')).json()).toMatchObject({ code: 'not_found' });
  });

  it('reads what belongs to no organization by itself, page by page, and takes it along as a chain of its own', async () => {
    const all = await read('of=server');
    expect(eventsOf(all).filter(([event]) => event === 'sign_in.failed')).toEqual([
      ['sign_in.failed', null],
      ['sign_in.failed', null],
    ]);
    const first = await read('of=server&limit=1');
    const second = await read(`of=server&limit=200&after=${first.next}`);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.rows.map(({ id }) => id));
    expect((await read('of=server&group=devices')).rows).toEqual([]);
    expect(eventsOf(await read(`of=server&member=${gone.login}`))).toEqual([['password.reset', gone.id]]);
    expect((await read('of=server&group=sign_ins')).rows).toHaveLength(2);
    const { text } = await server.operator('GET', '/operator/log/chain?of=server');
    const lines = text.trimEnd().split('\n');
    const chain = lines.map((line) => JSON.parse(line) as ChainLine);
    expect(chain.map(({ id }) => id).toSorted()).toEqual(all.rows.map(({ id }) => id).toSorted());
    expect(chain.every(({ organizationId }) => organizationId === null)).toBe(true);
  });

  it('takes along just what the page of the organization writes', async () => {
    for (const [operators, theirs] of [
      ['/operator/log/export?group=sign_ins', '/v1/organization/log/export?group=sign_ins&show=places'],
      ['/operator/log/chain', '/v1/organization/log/chain?show=places'],
    ] as const) {
      // The first look is noted, and is in the log from then on.
      await anna.send('GET', theirs);
      const [one, other] = [await server.operator('GET', operators), await anna.send('GET', theirs)];
      expect(one.text).toBe(other.text);
      expect(one.headers['content-type']).toBe(other.headers['content-type']);
      expect(one.text.split('\n').length).toBeGreaterThan(3);
    }
  });
});
