import type { AnswerOf } from '@rollcall/api';
import type { TestBrowser } from '../src/browser.ts';
import type { Person, RollcallWithClock } from '../src/journeys/rollcall.ts';
import {
  askToEnd,
  closeSheet,
  device,
  endWithTrashIcon,
  expectItIsOut,
  press,
  prove,
  signedOutDevices,
} from '../src/journeys/steps.ts';
import { expect, machines } from '../src/journeys/test.ts';
import { enter, openDevices, test } from '../src/journeys/toolshed.ts';
import { trustDevice } from '../src/trust-device.ts';

test('an application shows administrators everybody’s sessions in an interface of its own, ends one there, and has a code asked for again', async ({
  rollcallWithClock,
  toolshed,
  anna,
  openBrowser,
}) => {
  const astrid = await rollcallWithClock.newPerson('Astrid Holm', 'administrator');
  const theirs = await rollcallWithClock.signInElsewhere(await rollcallWithClock.newPerson('Mats Ek'));
  const tilda = await rollcallWithClock.newPerson('Tilda Trygg');
  const trusted = await trusting(rollcallWithClock, tilda);
  const page = await openBrowser({ at: toolshed });
  await enter(page, astrid);
  await page.getByRole('link', { name: 'Neighbors' }).click();
  await expect(page.getByText(/^Signed in right now: \d+, on \d+ devices\.$/)).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: 'Mats Ek' });
  await card.getByRole('button', { name: 'Sign out' }).click();
  await expect(card).toHaveCount(0);
  expect((await theirs.send('GET', '/v1/me')).status).toBe(401);
  const untrust = page
    .getByRole('listitem')
    .filter({ hasText: 'Tilda Trygg' })
    .getByRole('button', { name: 'Ask for the code again' });
  await untrust.click();
  await expect(untrust).toHaveCount(0);
  const { userName: login, password } = tilda;
  const { step } = await trusted.ask<AnswerOf<'POST /v1/sign-in'>>('POST', '/v1/sign-in', { login, password });
  expect(step).not.toBeNull();
  await page.getByRole('textbox', { name: 'Name of the neighborhood' }).fill('Elsewhere');
  await page.getByRole('button', { name: 'Sign everybody out' }).click();
  await expect(page.getByText('Nothing was ended.')).toBeVisible();

  const member = await openBrowser({ at: toolshed });
  await enter(member, anna);
  await expect(member.getByRole('link', { name: 'Your account' })).toBeVisible();
  await expect(member.getByRole('link', { name: 'Neighbors' })).toHaveCount(0);
});

/** Signs in elsewhere from a device that is asked for no code from now on; returns its browser. */
async function trusting(rollcall: RollcallWithClock, person: Person): Promise<TestBrowser> {
  const browser = await rollcall.signInElsewhere(person);
  const clock = { now: () => rollcall.now(), pass: (ms: number) => rollcall.minutesPass(ms / 60_000) };
  await trustDevice({ clock }, browser, person.userName);
  return browser;
}

test('an application lists devices in its own page and ends one there', async ({
  rollcallWithClock,
  toolshed,
  anna,
  openBrowser,
}) => {
  const page = await openBrowser({ at: toolshed });
  await enter(page, anna);
  const phone = await rollcallWithClock.signInElsewhere(anna, machines.iPhone);
  await openDevices(page);
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');

  await test.step('the answer is Rollcall’s, with its receipt', async () => {
    await endWithTrashIcon(page, 'iPhone');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('How do we know?').click();
    await expect(sheet.getByText(/verifier confirmed in \d+ ms/)).toBeVisible();
    expect((await phone.send('GET', '/v1/me')).status).toBe(401);
  });

  await test.step('the list follows, and the focus is back in the component', async () => {
    await expect(page.locator('section').filter({ hasText: 'Known, but signed out' })).toBeVisible();
    await closeSheet(page);
    await expect(signedOutDevices(page).getByRole('article', { name: 'iPhone' })).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.closest('.rollcall') !== null)).toBe(true);
  });

  await test.step('a press on a link of the component goes to a page of the application, without loading it', async () => {
    await page
      .getByRole('navigation', { name: 'Parts of your account' })
      .getByRole('link', { name: 'Activity' })
      .click();
    await expect(page.getByText('Signed out from elsewhere: iPhone')).toBeVisible();
    await page.evaluate(() => Object.assign(window, { isStillHere: true }));
    await page.getByRole('link', { name: 'Sign that device out' }).click();
    await expect(page).toHaveURL('/account');
    expect(await page.evaluate(() => 'isStillHere' in window)).toBe(true);
  });
});

test('what is ended elsewhere leaves the application at once, pages and interface', async ({
  toolshed,
  anna,
  openBrowser,
}) => {
  const first = await openBrowser({ at: toolshed });
  const second = await openBrowser({ at: toolshed, on: 'Mac' });
  await enter(first, anna);
  await enter(second, anna);
  await openDevices(first);
  await openDevices(second);
  expect((await second.request.get('/api/loans')).status()).toBe(200);
  await endWithTrashIcon(first, 'Mac');
  expect((await second.request.get('/api/loans')).status()).toBe(401);
  await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
  await expect(second.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(second.getByRole('article')).toHaveCount(0);
});

test('long after the sign-in a press holds, and the proof is asked for inside the application', async ({
  rollcallWithClock,
  toolshed,
  anna,
  openBrowser,
}) => {
  const page = await openBrowser({ at: toolshed });
  await enter(page, anna);
  const phone = await rollcallWithClock.signInElsewhere(anna, machines.iPhone);
  rollcallWithClock.minutesPass(11);
  await openDevices(page);
  const sheet = await askToEnd(page, 'iPhone');
  await press(sheet, 'Sign out');
  await expect(sheet.getByText('Held: refused until you confirm')).toBeVisible();
  expect((await phone.send('GET', '/v1/me')).status).toBe(401);
  await prove(sheet, anna.password, 'Make it final');
  await expectItIsOut(page);
  await closeSheet(page);
  await expect(device(page, 'This device')).toBeVisible();
});
