import { describe, expect, it } from 'vitest';
import { cell } from './log-export.ts';

describe('a cell of the export', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r'=1"`],
    ['\tone', `"'\tone"`],
    [' =1', `" '=1"`],
    ['a=1', 'a=1'],
    ['a; b-1', 'a; b-1'],
    ['Ann;=1+1', `"Ann;'=1+1"`],
    ['Ann; \t+1;@SUM(A1)', `"Ann; \t'+1;'@SUM(A1)"`],
    ['Ann\t-1', `"Ann\t'-1"`],
    ['Ann\n=1+1', `"Ann\n'=1+1"`],
    ['Ann;"=1+1', `"Ann;""'=1+1"`],
    ['\u202e=1+1\u2066', '\ufffd=1+1\ufffd'],
  ])('%j is written %j', (text, written) => {
    expect(cell(text)).toBe(written);
  });
});
