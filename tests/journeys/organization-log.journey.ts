import type { Locator, Page } from '@playwright/test';
import { expectNoFaults, expectNoSidewaysScrolling } from '../src/journeys/axe.ts';
import { signIn } from '../src/journeys/steps.ts';
import { expect, machines, test } from '../src/journeys/test.ts';

const lines = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text });

async function openLog(page: Page): Promise<void> {
  await page.goto('/settings/log');
  await expect(page.getByRole('heading', { name: 'Log', level: 1 })).toBeVisible();
  await expect(
    page.getByText('That is everything.').or(page.getByRole('button', { name: 'Show older' })),
  ).toBeVisible();
}

test('an owner reads who did what, narrows it, sees that it is sealed, and takes it along', async ({
  rollcall,
  openBrowser,
}) => {
  const owner = await rollcall.newPerson('Olof Över', 'owner');
  const member = await rollcall.newPerson('Malin Ek');
  await rollcall.signInElsewhere(member, machines.iPhone);
  const page = await openBrowser();
  await signIn(page, owner);
  await openLog(page);
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(page.getByText(/^Sealed and unbroken up to /)).toBeVisible({ timeout: 30_000 });
  await expect(lines(page, 'Malin Ek').filter({ hasText: 'Signed in: iPhone' })).toBeVisible();
  await expectNoFaults(page, 'the log of an organization');

  await test.step('a name leaves only what it is about', async () => {
    await lines(page, 'Signed in: iPhone').getByRole('button', { name: 'Malin Ek: show only this person' }).click();
    await expect(page.getByText('About Malin Ek')).toBeVisible();
    await expect(lines(page, 'Olof Över')).toHaveCount(0);
    await expect(lines(page, 'Signed in: iPhone')).toHaveCount(1);
  });

  await test.step('addresses show only when asked for, and the member can read that', async () => {
    await expect(lines(page, 'Signed in: iPhone')).not.toContainText('127.0.0.1');
    await page.getByRole('checkbox', { name: 'Show addresses and places' }).check();
    await expect(lines(page, 'Signed in: iPhone')).toContainText('127.0.0.1');
    const theirs = await openBrowser();
    await signIn(theirs, member);
    await theirs.goto('/activity');
    await expect(lines(theirs, 'looked at addresses and places')).toBeVisible();
  });

  await test.step('a day on which nothing happened says so, and lets go again', async () => {
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await expect(page.getByText('Nothing fits what you look for.')).toBeVisible();
    await expectNoFaults(page, 'a log in which nothing fits');
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(lines(page, 'Olof Över').first()).toBeVisible();
  });

  for (const [name, file] of [
    ['Save what is shown as CSV', 'rollcall-organization-log.csv'],
    ['Save the whole log as JSON lines', 'rollcall-organization-log.jsonl'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    expect((await downloading).suggestedFilename()).toBe(file);
  }
});

test('an auditor reads it without addresses; helpdesk and members do not read it at all', async ({
  rollcall,
  openBrowser,
}) => {
  const page = await openBrowser();
  await signIn(page, await rollcall.newPerson('Greta Gran', 'auditor'));
  await openLog(page);
  await expect(lines(page, 'Greta Gran').first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Show addresses and places' })).toBeHidden();

  const helpdesk = await openBrowser();
  await signIn(helpdesk, await rollcall.newPerson('Hedda Lund', 'helpdesk'));
  await helpdesk.goto('/settings/log');
  await expect(helpdesk.getByRole('heading', { name: 'You cannot see this page' })).toBeVisible();
  await expect(helpdesk.getByText('platform.log.view')).toBeVisible();
});

test('it fits on a phone, in the dark and in Swedish', async ({ rollcall, openBrowser }) => {
  const wishes = { viewport: { width: 360, height: 740 }, colorScheme: 'dark', locale: 'sv-SE' } as const;
  const owner = await rollcall.newPerson('Åsa-Maria von Lindenskiöld-Ekström', 'owner');
  const page = await openBrowser(wishes);
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Användarnamn eller e-post' }).fill(owner.userName);
  await page.getByRole('textbox', { name: 'Lösenord' }).fill(owner.password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/settings/log');
  await expect(page.getByRole('heading', { name: 'Logg', level: 1 })).toBeVisible();
  await expect(page.getByText(/^Förseglad och obruten till /)).toBeVisible({ timeout: 30_000 });
  await expectNoSidewaysScrolling(page, 'the log on a phone');
  await expectNoFaults(page, 'the log on a phone');
});
