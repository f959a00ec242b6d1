import { describe, expect, it } from 'vitest';
import { checkEmail, checkUserName, normalizeLogin } from './login-names.ts';

describe('a user name', () => {
  it.each(['anna', 'Åsa.Öberg', 'j-p_2', 'a1'])('may be %s', (text) => {
    expect(checkUserName(text).text).toBe(text);
  });

  it.each([
    ['an address', 'anna@example.org'],
    ['one letter', 'a'],
    ['65 letters', 'a'.repeat(65)],
    ['Cyrillic that looks Latin', 'аnna'],
    ['an invisible joiner', 'an\u200Dna'],
    ['a direction override', '\u202Eanna'],
    ['a line break', 'an\nna'],
    ['a space', 'an na'],
    ['NUL', 'an\0na'],
    ['a dot first', '.anna'],
    ['markup', '<b>anna'],
    ['a ligature that is compared as two letters', 'ﬁona'],
  ])('cannot have %s', (_what, text) => {
    expect(() => checkUserName(text)).toThrow(expect.objectContaining({ code: 'login_name_invalid' }));
  });

  it('is compared without case, space around it, and compatibility forms', () => {
    expect(normalizeLogin('  ＡNNA ')).toBe('anna');
  });
});

describe('an e-mail address', () => {
  it.each(['anna@example.org', 'a+b@sub.example.se', 'åsa@räksmörgås.se'])('may be %s', (text) => {
    expect(checkEmail(text).text).toBe(text);
  });

  it.each([
    'anna',
    '@example.org',
    'anna@',
    'anna@localhost',
    'anna@example..org',
    'a b@example.org',
    'anna@example.org\r\nBcc: x@example.org',
    'a@b@example.org',
    '"a"@example.org',
    'anna@-example.org',
    `${'a'.repeat(65)}@example.org`,
    'anna@example.org, x@example.org',
    'Anna <anna@example.org>',
    'ﬁona@example.org',
  ])('cannot be %j', (text) => {
    expect(() => checkEmail(text)).toThrow(expect.objectContaining({ code: 'email_invalid' }));
  });
});
