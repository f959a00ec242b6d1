import type { Page } from '@playwright/test';
import { expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import type { RollcallWithClock } from '../src/journeys/rollcall.ts';
import { closeSheet } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, enter, languages, type Say, wishesFor, wordsOf } from '../src/journeys/words.ts';

const name = 'Maximilian Mustermann-Lindqvist';

for (const language of languages) {
  test(`in any view, every page about users has no fault (${language})`, async ({ rollcallWithClock, openBrowser }) => {
    test.slow();
    const say = wordsOf(language);
    const page = await openBrowser({ ...wishesFor(language), at: rollcallWithClock });
    await rollcallWithClock.signInElsewhere(await rollcallWithClock.newPerson(name));
    await enter(page, await rollcallWithClock.newPerson('Astrid Holm', 'administrator'), say);
    await visitTheUsers(page, say);
    await lockOut(rollcallWithClock, page, say);
  });
}

async function visitTheUsers(page: Page, say: Say): Promise<void> {
  await page.goto('/settings/users');
  await expect(page.getByRole('link', { name }).first()).toBeVisible();
  await expectNoFaultsInAnyView(page, 'users');
  await button(page, say('organization.users.invite')).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the sheet that invites');
  await closeSheet(page);
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('tab')).toHaveCount(4);
  for (const tab of ['general', 'sessions', 'access', 'log']) {
    await page.getByRole('tab', { name: say(`organization.users.tabs.${tab}`), exact: true }).click();
    await expect(page.getByText(say('common.loading'))).toHaveCount(0);
    await expectNoFaultsInAnyView(page, `the tab ${tab}`);
  }
}

async function lockOut(rollcall: RollcallWithClock, page: Page, say: Say): Promise<void> {
  const sheet = page.getByRole('dialog');
  const open = () => button(page, say('organization.lockOut.button')).click();
  await open();
  await sheet.getByRole('radio', { name: say('organization.lockOut.later') }).check();
  await expectNoFaultsInAnyView(page, 'the sheet that locks out');
  const tomorrow = new Date(rollcall.now() + 86_400_000).toISOString().slice(0, 16);
  await sheet.getByLabel(say('organization.lockOut.at')).fill(tomorrow);
  await button(sheet, say('organization.lockOut.pressLater')).click();
  await expect(page.getByRole('button', { name: say('organization.lockOut.cancel') })).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a planned lock-out');
  await open();
  await button(sheet, say('organization.lockOut.press')).click();
  await expect(sheet.getByText(say('receipt.title'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the receipt of a lock-out');
  await closeSheet(page);
  await expectNoFaultsInAnyView(page, 'somebody who is locked out');
}
