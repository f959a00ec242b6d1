import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentialKinds, makeToken, type TokenSort } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

const file = readFileSync(join(import.meta.dirname, '../../docs/security/secret-scanning.toml'), 'utf8');
const expression = /^regex = '''(.+)'''$/m.exec(file)?.[1] ?? '';
const keywords = JSON.parse(/^keywords = (\[.+\])$/m.exec(file)?.[1] ?? '[]') as string[];
const sorts: readonly TokenSort[] = [...credentialKinds, 'browser', 'link', 'code', 'nonce', 'step', 'trust'];

const found = (text: string) => [...text.matchAll(new RegExp(expression, 'g'))].map(([, secret]) => secret);

describe('the rule for secret scanners', () => {
  it.each(sorts)('finds a token of the sort %s, wherever it stands', (sort) => {
    for (let time = 0; time < 200; time += 1) {
      const token = makeToken(sort, randomUUID(), (count) => randomBytes(count));
      const places = [
        token,
        `__Host-rollcall_session=${token}; Path=/`,
        `Authorization: Bearer ${token}\r\n`,
        `https://id.example.org/reset#${token}`,
        `{"token":"${token}"}`,
        `TOKEN=${token}\n`,
      ];
      for (const text of places) expect(found(text)).toEqual([token]);
      expect(keywords.some((keyword) => token.startsWith(keyword))).toBe(true);
    }
  });

  it.each([
    'rcs_',
    `rcs_${'a'.repeat(35)}`,
    `rcs_${'a'.repeat(37)}`,
    `arcs_${'a'.repeat(36)}`,
    `rcx_${'a'.repeat(36)}`,
    `rcs-${'a'.repeat(36)}`,
    `RCS_${'a'.repeat(36)}`,
    `rcs_${'é'.repeat(36)}`,
    'const rcs_session_token_of_this_browser_here = 1;',
    randomUUID(),
    createHash('sha256').update('a').digest('hex'),
  ])('leaves other text alone: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
