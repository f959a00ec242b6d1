import type { Page } from '@playwright/test';
import type { Grant, Me } from '@rollcall/api';
import { expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import type { Person, Rollcall } from '../src/journeys/rollcall.ts';
import {
  closeSheet,
  device,
  expectItIsOut,
  expectSignInPage,
  fillSignIn,
  press,
  signIn,
} from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, enter, languages, wishesFor, wordsOf } from '../src/journeys/words.ts';

/** An owner lets one act for the other; returns what takes it back. */
async function letAct(rollcall: Rollcall, on: Person, holder: Person): Promise<() => Promise<unknown>> {
  const owner = await rollcall.signInElsewhere(await rollcall.newPerson('Olga Över', 'owner'));
  const idOf = async (person: Person) =>
    (await (await rollcall.signInElsewhere(person)).ask<Me>('GET', '/v1/me')).account.id;
  const path = `/v1/organization/users/${await idOf(on)}/grants`;
  const { id } = await owner.ask<Grant>('POST', path, { holderId: await idOf(holder) });
  return () => owner.ask('POST', `/v1/organization/grants/${id}/ending`);
}

/** By the link at the top, and by whose name stands there. */
async function actFor(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Act for somebody' }).click();
  await page.getByRole('main').getByRole('link', { name }).click();
  await expect(page.getByRole('banner')).toContainText(`Acting for ${name}`);
}

test('somebody signs another out on their behalf, who reads who did it', async ({ rollcall, openBrowser }) => {
  test.slow();
  const [on, holder] = [await rollcall.newPerson('Anna Lind'), await rollcall.newPerson('Stig Ställföre')];
  const theirs = await openBrowser({ on: 'iPhone' });
  await signIn(theirs, on);
  const page = await openBrowser();
  await signIn(page, holder);
  await expect(page.getByRole('link', { name: 'Act for somebody' })).toHaveCount(0);
  await letAct(rollcall, on, holder);
  await page.reload();
  await actFor(page, 'Anna Lind');

  const banner = page.getByRole('banner');
  await expect(banner.getByRole('button')).toHaveText('Sign Anna Lind out');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  for (const owned of ['This device', 'New', 'Remove this device', 'I lost this device', 'Was it you?']) {
    await expect(page.getByText(owned, { exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: /^Rename/ })).toHaveCount(0);
  const phone = device(page, 'iPhone');
  await phone.getByRole('button', { name: /^Details of/ }).click();
  await expect(phone.getByText('Signed in', { exact: true })).toBeVisible();
  await expect(phone.getByText('First address')).toHaveCount(0);
  await phone.getByRole('button', { name: /^Sign out/ }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('Anna Lind is told that you did it.');
  await press(sheet, 'Sign out');
  await expectItIsOut(page);
  await closeSheet(page);
  await expect(phone).toHaveCount(0);

  await expectSignInPage(theirs);
  await expect(theirs.getByText(/^Stig Ställföre, who may act for you, signed this browser out/)).toBeVisible();
  await fillSignIn(theirs, on);
  await theirs.getByRole('link', { name: 'Activity' }).click();
  const line = theirs.getByRole('listitem').filter({ hasText: 'Signed out on your behalf' });
  await expect(line.first()).toContainText('by Stig Ställföre');

  await banner.getByRole('button', { name: 'Sign Anna Lind out' }).click();
  await expect(sheet).toContainText('Everything is refused at once');
  await press(sheet, 'Sign Anna Lind out');
  await expect(page.getByRole('dialog', { name: 'They are out.' })).toBeVisible();
  await closeSheet(page);
  await expect(page.getByText('Anna Lind is not signed in here.')).toBeVisible();
  await expectSignInPage(theirs);

  await banner.getByRole('link', { name: 'Your own devices' }).click();
  await expect(device(page, 'This device')).toBeVisible();
  await expect(banner.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
});

test('the page shuts when the grant ends, at its next look', async ({ rollcall, openBrowser }) => {
  const [on, holder] = [await rollcall.newPerson('Frida Falk'), await rollcall.newPerson('Stig Ställföre')];
  const takeBack = await letAct(rollcall, on, holder);
  const page = await openBrowser();
  await signIn(page, holder);
  await actFor(page, 'Frida Falk');
  const address = page.url();
  await takeBack();
  await expect(page.getByRole('heading', { name: 'You cannot act for Frida Falk any more' })).toBeVisible();
  const banner = page.getByRole('banner');
  await expect(banner).not.toContainText('Acting for');
  await expect(banner.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Your own devices' }).click();
  await expect(device(page, 'This device')).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'You cannot act for this person any more' })).toBeVisible();
});

for (const language of languages) {
  const say = wordsOf(language);
  const name = 'Maximilian Mustermann-Lindqvist';

  test(`in any view, acting for somebody has no fault (${language})`, async ({ rollcall, openBrowser }) => {
    test.slow();
    const [on, holder] = [await rollcall.newPerson(name), await rollcall.newPerson('Stig Ställföre')];
    const takeBack = await letAct(rollcall, on, holder);
    const page = await openBrowser(wishesFor(language));
    await enter(page, holder, say);
    await page.goto('/acting-for');
    await page.getByRole('main').getByRole('link', { name }).waitFor();
    await expectNoFaultsInAnyView(page, 'people one may act for');
    await page.getByRole('main').getByRole('link', { name }).click();
    await expect(page.getByRole('article')).not.toHaveCount(0);
    await page.getByRole('article').first().locator('[aria-expanded]').click();
    await expectNoFaultsInAnyView(page, 'acting for somebody');
    await button(page.getByRole('banner'), say('acting.signOut', { name })).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFaultsInAnyView(page, 'the sheet that signs somebody out');
    await button(page.getByRole('dialog'), say('acting.signOut', { name })).click();
    await expect(page.getByRole('dialog').getByText(say('receipt.title'))).toBeVisible();
    await closeSheet(page);
    await expect(page.getByText(say('acting.nothing', { name }))).toBeVisible();
    await expectNoFaultsInAnyView(page, 'somebody who is not signed in');
    await takeBack();
    await expect(page.getByRole('heading', { name: say('acting.goneFor', { name }) })).toBeVisible();
    await expectNoFaultsInAnyView(page, 'a grant that has ended');
  });
}
