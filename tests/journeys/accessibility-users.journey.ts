import type { Page } from '@playwright/test';
import { expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import type { RollcallWithClock } from '../src/journeys/rollcall.ts';
import { closeSheet } from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';
import { button, enter, type Language, languages, type Say, wishesFor, wordsOf } from '../src/journeys/words.ts';

const name = 'Maximilian Mustermann-Lindqvist';

for (const language of languages) {
  const say = wordsOf(language);

  test(`in any view, the pages about users have no fault (${language})`, async ({ rollcallWithClock, openBrowser }) => {
    test.slow();
    await visitTheUsers(await openForKeeper(rollcallWithClock, openBrowser, language), say);
  });

  test(`in any view, locking somebody out has no fault (${language})`, async ({ rollcallWithClock, openBrowser }) => {
    test.slow();
    const page = await openForKeeper(rollcallWithClock, openBrowser, language);
    await page.getByRole('link', { name }).first().click();
    await lockOut(rollcallWithClock, page, say);
  });
}

/** An administrator's browser at the users, of whom one is signed in elsewhere. */
async function openForKeeper(rollcall: RollcallWithClock, openBrowser: OpenBrowser, language: Language): Promise<Page> {
  const page = await openBrowser({ ...wishesFor(language), at: rollcall });
  await rollcall.signInElsewhere(await rollcall.newPerson(name));
  await enter(page, await rollcall.newPerson('Astrid Holm', 'administrator'), wordsOf(language));
  await page.goto('/settings/users');
  await expect(page.getByRole('link', { name }).first()).toBeVisible();
  return page;
}

async function visitTheUsers(page: Page, say: Say): Promise<void> {
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
