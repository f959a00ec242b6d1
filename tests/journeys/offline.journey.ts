import type { Page, Request } from '@playwright/test';
import type { Person } from '../src/journeys/rollcall.ts';
import {
  askToEnd,
  closeSheet,
  device,
  endWithTrashIcon,
  press,
  signedOutDevices,
  signIn,
} from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';

/** A computer's page that knows of a Mac. */
async function pageWithTwoDevices(person: Person, openBrowser: OpenBrowser): Promise<Page> {
  const page = await openBrowser();
  await signIn(page, person);
  const other = await openBrowser({ on: 'Mac' });
  await signIn(other, person);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(page.getByText('2 devices can get in.')).toBeVisible();
  return page;
}

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: /Last checked \d\d:\d\d/ })).toBeVisible();
}

async function comeBack(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await expect(page.getByText(/Last checked/)).toHaveCount(0);
}

/** What is asked for from now on in order to change something. */
function changesAskedFor(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request: Request) => {
    if (request.method() !== 'GET') asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return asked;
}

test('offline, the page says when it last looked, and nothing can be ended', async ({ person, openBrowser }) => {
  const page = await pageWithTwoDevices(person, openBrowser);
  await page.getByRole('button', { name: 'Details of Mac' }).click();
  await goOffline(page);
  await expect(page.getByText('nothing can be ended until the connection is back')).toBeVisible();
  await expect(device(page, 'Mac')).toBeVisible();
  for (const name of [
    'Sign out Mac',
    'Rename Mac',
    'Remove this device',
    'I lost this device',
    'Sign out Windows computer',
    'Sign out all other devices (1)',
  ]) {
    await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
  }
});

test('a press without a connection waits in no queue', async ({ person, openBrowser }) => {
  const page = await pageWithTwoDevices(person, openBrowser);
  await goOffline(page);
  const asked = changesAskedFor(page);
  await page.getByRole('button', { name: 'Sign out Mac' }).click({ force: true });
  await page.getByRole('button', { name: 'Sign out all other devices (1)' }).click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(asked).toEqual([]);

  await comeBack(page);
  await expect(page.getByText('2 devices can get in.')).toBeVisible();
  expect(asked).toEqual([]);
});

test('back online, the list has what happened meanwhile, and acts work', async ({ rollcall, person, openBrowser }) => {
  const page = await pageWithTwoDevices(person, openBrowser);
  await goOffline(page);
  await rollcall.signInElsewhere(person);
  await expect(page.getByRole('article')).toHaveCount(2);

  await comeBack(page);
  await expect(device(page, 'Linux computer')).toBeVisible();
  await endWithTrashIcon(page, 'Mac');
  await closeSheet(page);
  await expect(signedOutDevices(page).getByRole('article', { name: 'Mac' })).toBeVisible();
});

test('a sheet that was open says that the press did not arrive, and does not press again by itself', async ({
  person,
  openBrowser,
}) => {
  const page = await pageWithTwoDevices(person, openBrowser);
  const sheet = await askToEnd(page, 'Mac');
  await page.context().setOffline(true);
  await press(sheet, 'Sign out');
  await expect(sheet.getByRole('alert')).toContainText('Rollcall could not be reached');
  const asked = changesAskedFor(page);
  await page.context().setOffline(false);
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/Last checked/)).toHaveCount(0);
  await expect(page.getByText('2 devices can get in.')).toBeVisible();
  expect(asked).toEqual([]);
});
