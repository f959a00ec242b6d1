import { NetworkError, type Problem, ProblemError } from '@rollcall/client';
import { describe, expect, it } from 'vitest';
import { englishWords } from '../testing/english-words.ts';
import { makeFormat } from './format.ts';
import { problemText } from './problem-text.ts';

const t = await englishWords();
const format = makeFormat('en-GB', 'UTC');
const problem = (changes: Partial<Problem>) =>
  new ProblemError({
    type: '/problems/x',
    title: '',
    status: 422,
    code: 'not_acceptable',
    detail: '',
    remedy: '',
    retry: false,
    requestId: 'r-1',
    ...changes,
  });

describe('a problem in words', () => {
  it('prefers the finer reason', () => {
    expect(problemText(t, format, problem({ reason: 'password_too_short' }))).toBe(
      'Too short. It needs at least 8 characters.',
    );
  });

  it('falls back to the code for a reason that it does not know', () => {
    expect(problemText(t, format, problem({ reason: 'brand_new' }))).toContain('cannot be accepted');
  });

  it('says when to try again, and how to report a fault of ours', () => {
    expect(problemText(t, format, problem({ code: 'too_many_requests', retryAfterMs: 90_000 }))).toContain(
      'Try again in 2 minutes.',
    );
    expect(problemText(t, format, problem({ code: 'internal' }))).toContain('r-1');
  });

  it('tells a lost connection from a mistake of the page', () => {
    expect(problemText(t, format, new NetworkError('x'))).toContain('could not be reached');
    expect(problemText(t, format, new TypeError('x'))).toContain('made a mistake');
  });
});
