import type { Page } from '@playwright/test';
import { expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import { type RollcallWithClock, startRollcall } from '../src/journeys/rollcall.ts';
import { closeSheet, linkMailedTo } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, enter, fill, languages, type Say, wishesFor, wordsOf } from '../src/journeys/words.ts';
import { password } from '../src/test-server.ts';

const deadSecret = 'A'.repeat(43);

for (const language of languages) {
  const say = wordsOf(language);
  const wishes = wishesFor(language);

  test(`in any view, every door has no fault (${language})`, async ({ openBrowser }) => {
    test.slow();
    const rollcall = await startRollcall();
    await passTheDoors(await openBrowser({ ...wishes, at: rollcall }), rollcall.setUpLink, say);
    await rollcall.stop();
  });

  test(`in any view, the devices and what ends them have no fault (${language})`, async ({
    rollcallWithClock,
    openBrowser,
  }) => {
    test.slow();
    const page = await openBrowser({ ...wishes, at: rollcallWithClock });
    const other = await openBrowser({ ...wishes, at: rollcallWithClock, on: 'iPhone' });
    await endDevices(rollcallWithClock, page, other, say);
  });

  test(`in any view, the other pages of an account and mailed links have no fault (${language})`, async ({
    rollcallWithClock,
    openBrowser,
  }) => {
    test.slow();
    await visitTheOthers(rollcallWithClock, await openBrowser({ ...wishes, at: rollcallWithClock }), say);
  });
}

async function passTheDoors(page: Page, setUpLink: string, say: Say): Promise<void> {
  await page.goto(setUpLink);
  await expect(button(page, say('setUp.submit'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'set-up');
  await page.goto('/sign-in');
  await expect(page.getByText(say('signIn.setupTitle'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'sign-in before anybody has an account');
  await fill(page, say('signIn.login'), 'nobody');
  await fill(page, say('signIn.password'), 'not the password');
  await button(page, say('signIn.submit')).click();
  await expect(page.getByRole('alert')).toContainText(say('problem.wrong_credentials'));
  await expectNoFaultsInAnyView(page, 'sign-in with a wrong password');
  await page.goto('/forgot');
  await fill(page, say('forgot.login'), 'nobody');
  await expectNoFaultsInAnyView(page, 'forgot');
  await button(page, say('forgot.submit')).click();
  await expect(page.getByText(say('forgot.sentTitle'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a link was sent');
  await page.goto(`/reset#${deadSecret}`);
  await expect(page.getByRole('alert')).toContainText(say('link.unknown'));
  await expectNoFaultsInAnyView(page, 'reset with a dead link');
  await page.goto(`/join#${deadSecret}`);
  await expect(page.getByText(say('join.ask'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'an invitation with a dead link');
  await page.goto('/not-entered');
  await expect(page.getByRole('heading', { name: say('notEntered.title') })).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the way to a host broke off');
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: say('notFound.title') })).toBeVisible();
  await expectNoFaultsInAnyView(page, 'nothing here');
}

async function endDevices(rollcall: RollcallWithClock, page: Page, other: Page, say: Say): Promise<void> {
  const person = await rollcall.newPerson();
  const sheet = page.getByRole('dialog');
  const linux = say('device.typed.computer', { system: 'Linux' });
  await enter(page, person, say);
  await expectNoFaultsInAnyView(page, 'one device');
  await rollcall.signInElsewhere(person);
  await enter(other, person, say);
  await expect(page.getByRole('article')).toHaveCount(3);
  await expectNoFaultsInAnyView(page, 'several devices, and a question');
  await page.getByRole('searchbox', { name: say('devices.search') }).fill('samovar');
  await expect(page.getByText(say('devices.foundNothing', { text: 'samovar' }))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a search that finds nothing');
  await page.getByRole('searchbox', { name: say('devices.search') }).fill('');
  await button(page, say('devices.details', { device: 'iPhone' })).click();
  await expect(page.getByText(say('devices.firstSeen'))).toBeVisible();
  await button(page, say('devices.rename', { device: 'iPhone' })).click();
  await expect(page.getByRole('textbox', { name: say('devices.newName') })).toBeFocused();
  await expectNoFaultsInAnyView(page, 'an open device that is being renamed');
  await page.keyboard.press('Escape');
  await expectNoFaultsInAnyView(page, 'an open device');
  await page.context().setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: say('offline.title') })).toBeVisible();
  await expectNoFaultsInAnyView(page, 'offline');
  await page.context().setOffline(false);
  await expect(button(page, say('devices.signOutThis', { device: linux }))).toBeEnabled();

  await button(page, say('devices.signOutThis', { device: linux })).click();
  await expect(sheet).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the sheet that asks');
  await button(sheet, say('end.press.session')).click();
  await sheet.getByText(say('receipt.title')).click();
  await expect(sheet.getByText(say('receipt.nobodyWaitedOut'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the sheet with the receipt');
  await closeSheet(page);

  rollcall.minutesPass(11);
  await page.goto('/');
  await button(page, say('devices.signOutThis', { device: 'iPhone' })).click();
  await button(sheet, say('end.press.session')).click();
  await expect(sheet.getByText(say('hold.title'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the sheet that asks for a proof');
  await expect(other.getByText(say('signIn.held'))).toBeVisible();
  await expectNoFaultsInAnyView(other, 'the door of a held browser');
  await closeSheet(page);
  await expect(button(page, say('hold.confirm'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a hold in the list');
  await button(page, say('hold.confirm')).click();
  await fill(sheet, say('proof.password'), 'not the password');
  await button(sheet, say('end.final')).click();
  await expect(sheet.getByRole('alert')).toContainText(say('problem.wrong_credentials'));
  await expectNoFaultsInAnyView(page, 'a failed proof');
  await fill(sheet, say('proof.password'), password);
  await button(sheet, say('end.final')).click();
  await expect(page.getByRole('dialog', { name: say('end.done_one') })).toBeVisible();
  await other.goto('/sign-in');
  await expect(other.getByRole('link', { name: say('ending.notMe') })).toBeVisible();
  await expectNoFaultsInAnyView(other, 'sign-in after another device signed this one out');
}

async function visitTheOthers(rollcall: RollcallWithClock, page: Page, say: Say): Promise<void> {
  const person = await rollcall.newPerson();
  const email = `${person.userName}@axe.example`;
  const sheet = page.getByRole('dialog');
  await enter(page, person, say);
  await page.goto('/activity');
  await expect(page.getByRole('heading', { name: say('activity.title'), level: 1 })).toBeVisible();
  await expect(page.getByText(say('common.loading'))).toHaveCount(0);
  await expectNoFaultsInAnyView(page, 'activity');
  await page.goto('/security');
  await expect(page.getByText(say('security.emails.none'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'security');

  rollcall.minutesPass(11);
  await fill(page, say('security.emails.label'), email);
  await button(page, say('security.emails.add')).click();
  await expect(sheet).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the proof sheet on the security page');
  await fill(sheet, say('proof.password'), 'not the password');
  await button(sheet, say('proof.confirm')).click();
  await expect(sheet.getByRole('alert')).toContainText(say('problem.wrong_credentials'));
  await expectNoFaultsInAnyView(page, 'a failed proof on the security page');
  await fill(sheet, say('proof.password'), person.password);
  await button(sheet, say('proof.confirm')).click();
  await expect(page.getByText(say('security.emails.waiting'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'an address that waits for its link');

  const link = await linkMailedTo(rollcall, email, 'Confirm your e-mail address');
  await page.goto(link);
  await expect(button(page, say('verifyEmail.submit'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a link that proves an address');
  await button(page, say('verifyEmail.submit')).click();
  await expect(page.getByText(say('verifyEmail.done'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the address is proved');
  await page.goto('/security');
  await expect(page.getByText(say('security.emails.verified'), { exact: true })).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a proved address');
  await page.goto(link);
  await expect(page.getByText(say('link.usedMore'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a used link');

  await page.goto('/forgot');
  await fill(page, say('forgot.login'), email);
  await button(page, say('forgot.submit')).click();
  await page.goto(await linkMailedTo(rollcall, email, 'Set a new password'));
  await expect(button(page, say('reset.submit'))).toBeVisible();
  await expectNoFaultsInAnyView(page, 'a link that sets a new password');
}
