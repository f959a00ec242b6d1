import { describe, expect, it } from 'vitest';
import { readableName } from './text.ts';

describe('a name that people read', () => {
  it('is trimmed and normalized, and otherwise kept to the letter', () => {
    expect(readableName('  Annas <telefon> 📱 ', 'name', 80)).toBe('Annas <telefon> 📱');
    expect(readableName('A\u030A', 'name', 80)).toBe('Å');
    expect(readableName('👩‍👩‍👧 iPad', 'name', 80)).toBe('👩‍👩‍👧 iPad');
  });

  it.each([
    '',
    '   ',
    'a\u202Eb',
    'a\0b',
    'a\nb',
    'a\u200Bb',
    'a\u2066b',
    'a\uFEFFb',
    'a\u200Db',
    'a\u2028b',
    '\uD800',
  ])('is refused where it could deceive: %j', (text) => {
    expect(() => readableName(text, 'name', 80)).toThrow(expect.objectContaining({ code: 'name_invalid' }));
  });

  it('is counted in characters, not in bytes', () => {
    expect(readableName('📱'.repeat(80), 'name', 80)).toHaveLength(160);
    expect(() => readableName('📱'.repeat(81), 'name', 80)).toThrow(expect.objectContaining({ code: 'name_invalid' }));
  });
});
