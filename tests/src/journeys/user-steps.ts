import type { Locator, Page } from '@playwright/test';
import type { Person } from './rollcall.ts';
import { signIn } from './steps.ts';
import { expect } from './test.ts';

/** Signs in and goes to the users of the organization, by its links. */
export async function openUsers(page: Page, person: Person): Promise<void> {
  await signIn(page, person);
  await page.getByRole('link', { name: 'Organization' }).click();
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
}

/** From the users to the properties of one. */
export async function openUser(page: Page, name: string): Promise<void> {
  await searchUsers(page, name);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

export function searchUsers(page: Page, text: string): Promise<void> {
  return page.getByRole('searchbox', { name: 'Search by name or login' }).fill(text);
}

export function openTab(page: Page, name: string): Promise<void> {
  return page.getByRole('tab', { name, exact: true }).click();
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}
