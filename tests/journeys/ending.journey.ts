import type { Page } from '@playwright/test';
import { closeSheet, device, press, signedOutDevices, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

async function openDetails(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Details of ${name}` }).click();
}

test('“Sign out all other devices” leaves only this one', async ({ rollcall, person, openBrowser }) => {
  await rollcall.signInElsewhere(person);
  const second = await openBrowser({ on: 'iPhone' });
  await signIn(second, person);
  const first = await openBrowser();
  await signIn(first, person);
  await first.getByRole('button', { name: 'Sign out all other devices (2)' }).click();
  const sheet = first.getByRole('dialog', { name: 'Sign out all 2 other devices?' });
  await expect(sheet.getByRole('listitem')).toHaveCount(2);
  await press(sheet, 'Sign out all others');
  await expect(first.getByRole('dialog', { name: 'They are out.' })).toBeVisible();
  await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
  await closeSheet(first);
  await expect(first.getByText('Only this device is signed in.')).toBeVisible();
  await expect(signedOutDevices(first).getByRole('article')).toHaveCount(2);
  await expect(first.getByRole('button', { name: /Sign out all other devices/ })).toHaveCount(0);
});

test('an opened device shows what it holds', async ({ rollcall, person, openBrowser }) => {
  await rollcall.signInElsewhere(person);
  const page = await openBrowser();
  await signIn(page, person);
  await openDetails(page, 'Linux computer');
  const card = device(page, 'Linux computer');
  await expect(card.getByRole('heading', { name: 'Signed in' })).toBeVisible();
  await expect(card.getByRole('definition').filter({ hasText: /^password$/ })).toBeVisible();
  await expect(card.getByRole('definition').filter({ hasText: /if unused, .* at the latest/ })).toBeVisible();
  await expect(card.getByRole('definition').filter({ hasText: /^127\.0\.0\.1 · local network$/ })).toHaveCount(2);
});

test('a removed device is out and forgotten', async ({ person, openBrowser }) => {
  const second = await openBrowser({ on: 'iPhone' });
  await signIn(second, person);
  const first = await openBrowser();
  await signIn(first, person);
  await openDetails(first, 'iPhone');
  await press(device(first, 'iPhone'), 'Remove this device');
  await press(first.getByRole('dialog', { name: 'Remove iPhone?' }), 'Remove this device');
  await expect(first.getByRole('dialog', { name: 'It is out, and forgotten.' })).toBeVisible();
  await expect(second.getByText('Windows computer removed this browser from your devices just now.')).toBeVisible();
  await closeSheet(first);
  await expect(first.getByRole('article')).toHaveCount(1);
});

test('a lost device is out, forgotten, and noted', async ({ person, openBrowser }) => {
  const second = await openBrowser({ on: 'iPhone' });
  await signIn(second, person);
  const first = await openBrowser();
  await signIn(first, person);
  await openDetails(first, 'iPhone');
  await press(device(first, 'iPhone'), 'I lost this device');
  await press(first.getByRole('dialog', { name: 'Lost iPhone?' }), 'Shut it out');
  await expect(first.getByRole('dialog', { name: 'It is out, and forgotten.' })).toBeVisible();
  await expect(second.getByText('Windows computer reported this browser lost just now.')).toBeVisible();
  await closeSheet(first);
  await first.getByRole('link', { name: 'Activity' }).click();
  await expect(first.getByRole('listitem').filter({ hasText: 'Device reported lost' })).toContainText(
    'from this device',
  );
});

test('a device that is signed out can still be removed', async ({ person, openBrowser }) => {
  const second = await openBrowser({ on: 'Mac' });
  await signIn(second, person);
  await second.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await expect(second).toHaveURL('/sign-in');
  const first = await openBrowser();
  await signIn(first, person);
  await signedOutDevices(first).getByRole('button', { name: 'Remove Mac' }).click();
  const sheet = first.getByRole('dialog', { name: 'Remove Mac?' });
  await expect(sheet.getByText('Nobody is signed in there now.')).toBeVisible();
  await press(sheet, 'Remove this device');
  await expect(first.getByRole('dialog', { name: 'It is out, and forgotten.' })).toBeVisible();
  await closeSheet(first);
  await expect(first.getByRole('article')).toHaveCount(1);
});

test('Enter saves a name, and it lasts', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await page.getByRole('button', { name: 'Rename Windows computer' }).click();
  const field = page.getByRole('textbox', { name: 'Name of this device' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Windows computer');
  await field.fill('  Annas dator i köket  ');
  await field.press('Enter');
  await expect(page.getByText('Renamed to Annas dator i köket.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename Annas dator i köket' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('article', { name: 'Annas dator i köket' })).toBeVisible();

  await test.step('an empty name takes it back', async () => {
    await page.getByRole('button', { name: 'Rename Annas dator i köket' }).click();
    await field.fill('');
    await field.press('Enter');
    await expect(page.getByText('The name was taken back.')).toBeVisible();
    await expect(page.getByRole('article', { name: 'Windows computer' })).toBeVisible();
  });
});

test('Escape leaves a name as it was', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await page.getByRole('button', { name: 'Rename Windows computer' }).click();
  const field = page.getByRole('textbox', { name: 'Name of this device' });
  await field.fill('Something else');
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(page.getByRole('article', { name: 'Windows computer' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename Windows computer' })).toBeFocused();
});

test('a name with invisible characters is refused, and what was typed stays', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await page.getByRole('button', { name: 'Rename Windows computer' }).click();
  const field = page.getByRole('textbox', { name: 'Name of this device' });
  const turnedAround = 'Anna\u202Eenohp';
  await field.fill(turnedAround);
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('That name cannot be used');
  await expect(field).toHaveValue(turnedAround);
  await field.fill('Annas telefon');
  await field.press('Enter');
  await expect(page.getByRole('article', { name: 'Annas telefon' })).toBeVisible();
});

test('markup in a name is shown as it is', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await page.getByRole('button', { name: 'Rename Windows computer' }).click();
  const field = page.getByRole('textbox', { name: 'Name of this device' });
  const markup = '<img src=x onerror=alert(1)>';
  await field.fill(markup);
  await field.press('Enter');
  await expect(page.getByRole('article', { name: markup })).toBeVisible();
});

test('the search finds by name, browser and address, and says how many', async ({ rollcall, person, openBrowser }) => {
  await rollcall.signInElsewhere(person);
  const phone = await openBrowser({ on: 'iPhone' });
  await signIn(phone, person);
  const page = await openBrowser();
  await signIn(page, person);
  const search = page.getByRole('searchbox', { name: 'Search devices' });
  await search.fill('iphone');
  await expect(page.getByText('1 device found')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await search.fill('127.0.0.1');
  await expect(page.getByText('3 devices found')).toBeVisible();
  await search.fill('safari IOS');
  await expect(page.getByText('1 device found')).toBeVisible();
  await search.fill('toaster');
  await expect(page.getByText('No device matches “toaster”.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await search.fill('');
  await expect(page.getByRole('article')).toHaveCount(3);
});
