import type { Page } from '@playwright/test';
import { type Example, startExample } from '../example.ts';
import type { Person } from './rollcall.ts';
import { device } from './steps.ts';
import { expect, test as journey } from './test.ts';

/** The application under examples/react, whose pages reach Rollcall by a path of their own origin. */
export const test = journey.extend<{ readonly anna: Person }, { readonly toolshed: Example }>({
  toolshed: [
    async ({ rollcallWithClock }, use) => {
      const example = await startExample('react', { ROLLCALL_URL: rollcallWithClock.origin });
      await use(example);
      await example.stop();
    },
    { scope: 'worker' },
  ],
  anna: async ({ rollcallWithClock }, use) => use(await rollcallWithClock.newPerson()),
});

/** Through the application's own form. */
export async function enter(page: Page, { userName, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox').first().fill(userName);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('main').getByRole('button').click();
  await expect(page).toHaveURL('/');
}

export async function openDevices(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Your account' }).click();
  await expect(device(page, 'This device')).toBeVisible();
}
