import { describe, expect, it } from 'vitest';
import { wordsIn } from './words-in.ts';

describe('a filter in the address', () => {
  const usual = { search: '', state: '' };
  const choices = { search: null, state: ['', 'held'] };
  const read = (query: string) => wordsIn(new URLSearchParams(query), usual, choices);

  it('says what stands there, and is as usual otherwise', () => {
    expect(read('tab=devices&search=anna+l&state=held')).toEqual({ search: 'anna l', state: 'held' });
    expect(read('tab=devices')).toEqual(usual);
  });

  it('says nothing that nobody may choose', () => {
    expect(read('state=everything&__proto__=x')).toEqual(usual);
  });
});
