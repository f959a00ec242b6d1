import type { LogEvent } from '@rollcall/client';
import { expect, test } from 'vitest';
import { createWords, speak } from '../language/words.ts';
import english from '../locales/en.json' with { type: 'json' };
import swedish from '../locales/sv.json' with { type: 'json' };
import { logSentence } from './log-sentence.ts';

const { byService: _, ...byTopic } = english.log;
const events = Object.entries(byTopic).flatMap(([topic, acts]) =>
  Object.keys(acts).map((act) => `${topic}.${act}` as LogEvent),
);
const words = createWords();

test.each([
  ['en', english, /\b(?:you|your|yours|yourself)\b/i],
  ['sv', swedish, /\b(?:du|dig|din|ditt|dina)\b/i],
] as const)('the organization’s log speaks about others, and never to them: %s', async (language, catalog, toThem) => {
  await speak(words, language, async () => catalog as typeof english);
  const said = events.map((event) => logSentence(words.t, event));
  expect(said.length).toBeGreaterThan(60);
  expect(said.filter((sentence) => toThem.test(sentence) || sentence.includes('log.'))).toEqual([]);
});
