import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { device } from './steps.ts';
import { type BrowserWishes, expect } from './test.ts';

export const languages = ['en', 'sv'] as const;
export type Language = (typeof languages)[number];
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** What the pages say in that language. */
export function wordsOf(language: Language): Say {
  const file = new URL(`../../../packages/react/src/locales/${language}.json`, import.meta.url);
  const catalog: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (key, values = {}) => {
    const found = key.split('.').reduce((part, name) => (part as Record<string, unknown>)[name], catalog);
    return String(found).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  };
}

/** A browser that speaks it, for looking at faults: motion would be measured half way, when text that appears is still pale. */
export function wishesFor(language: Language): BrowserWishes {
  return { locale: language === 'sv' ? 'sv-SE' : 'en-US', reducedMotion: 'reduce' };
}

interface Entering {
  readonly userName: string;
  readonly password: string;
}

export async function enter(page: Page, { userName, password }: Entering, say: Say): Promise<void> {
  await page.goto('/sign-in');
  await fill(page, say('signIn.login'), userName);
  await fill(page, say('signIn.password'), password);
  await button(page, say('signIn.submit')).click();
  await expect(device(page, say('devices.badge.thisDevice'))).toBeVisible();
}

export function button(within: Page | Locator, name: string): Locator {
  return within.getByRole('button', { name, exact: true });
}

export async function fill(within: Page | Locator, label: string, text: string): Promise<void> {
  await within.getByRole('textbox', { name: label, exact: true }).fill(text);
}
