import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from '../../tests/src/http.ts';
import { startApplication } from './sample-app.ts';

let started: Awaited<ReturnType<typeof startApplication>>;
beforeAll(async () => {
  started = await startApplication({
    name: { en: 'The tide gauge', sv: 'Pegeln' },
    motto: { en: 'How high the water stands.', sv: 'Hur högt vattnet står.' },
    color: '#0b7285',
  });
});
afterAll(() => started.app.close());

it.each([
  ['sv-SE,sv;q=0.9,en;q=0.8', 'sv', ['Pegeln', 'Hur högt vattnet står.', '{}: utestängd', 'konto <code>a1</code>']],
  ['de-DE,SV;q=0.5,en;q=0.1', 'sv', ['Pegeln']],
  ['en-GB,sv;q=0.5', 'en', ['The tide gauge', 'How high the water stands.', '{}: shut out']],
  ['fi', 'en', ['The tide gauge']],
  [undefined, 'en', ['account <code>a1</code>']],
])('to a browser that would like %s, an application speaks %s', async (accepted, language, words) => {
  const headers = { 'rollcall-account': 'a1', ...(accepted !== undefined && { 'accept-language': accepted }) };
  const { text, headers: answered } = await send(started.origin, { method: 'GET', path: '/', headers });
  expect(text).toContain(`<html lang="${language}">`);
  for (const word of words) expect(text).toContain(word);
  expect(answered['vary']).toBe('Accept-Language');
});
