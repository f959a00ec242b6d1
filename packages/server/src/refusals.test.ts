import { problemCodes, problems } from '@rollcall/api';
import { Refusal, refusalCodes } from '@rollcall/core';
import { describe, expect, it } from 'vitest';
import { factsOfError } from './problem-of-error.ts';
import { HttpProblem, problemOf } from './problem-reply.ts';
import { factsOfRefusal, refusals, unusable } from './refusals.ts';

describe('refusals', () => {
  it.each(refusalCodes)('%s has a public code and a sentence', (code) => {
    const problem = problemOf(factsOfRefusal(new Refusal(code)), 'id');
    expect(problemCodes).toContain(problem.code);
    expect(problem.status).toBe(problems[problem.code].status);
    expect(problem.detail).toMatch(/^[A-Z].*\.$/);
  });

  it('unknown and other people’s things share one sentence, and no reason tells them apart', () => {
    for (const code of ['not_found', 'wrong_credentials', 'link_unknown'] as const) {
      expect(factsOfRefusal(new Refusal(code)).reason).toBeUndefined();
    }
    expect(refusals.wrong_credentials.detail).not.toMatch(/account|disabled|unknown/i);
  });

  it('what a refusal knows reaches the wire', () => {
    const facts = factsOfRefusal(new Refusal('link_used', { at: 5, field: 'link', retryAfterMs: 7 }));
    expect(facts).toMatchObject({ reason: 'link_used', at: 5, retryAfterMs: 7, errors: [{ pointer: '/link' }] });
  });

  it('every reason of a verdict is a 401 or an outage, but for the one that signing in would not mend', () => {
    const { outside_addresses: outside, ...others } = unusable;
    for (const { code } of Object.values(others)) expect([401, 503]).toContain(problems[code].status);
    expect(problems[outside.code].status).toBe(403);
  });
});

describe('errors that nobody expected', () => {
  it.each([new Error('inner'), new TypeError('inner'), 'text', null, undefined])('%s is not explained', (error) => {
    expect(factsOfError(error)).toBeNull();
  });

  it.each([
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['one inside', new Error('x', { cause: Object.assign(new Error('y'), { code: '57P01' }) })],
    ['several at once', new AggregateError([Object.assign(new Error('y'), { code: 'ECONNREFUSED' })])],
    ['a full disk', Object.assign(new Error('x'), { code: 'SQLITE_FULL' })],
    ['a connection that went away', new Error('Connection terminated unexpectedly')],
  ])('%s is an outage', (_, error) => {
    expect(factsOfError(error)).toMatchObject({ code: 'unavailable' });
  });

  it('a broken rule of the database is no outage', () => {
    expect(factsOfError(Object.assign(new Error('x'), { code: '23505' }))).toBeNull();
  });

  it('an expected problem keeps its facts', () => {
    expect(factsOfError(new HttpProblem('conflict', 'No.', { reason: 'r' }))).toEqual({
      code: 'conflict',
      detail: 'No.',
      reason: 'r',
    });
  });
});
