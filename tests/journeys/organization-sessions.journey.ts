import type { Locator, Page } from '@playwright/test';
import { expectNoFaults, expectNoFaultsInAnyView, expectNoSidewaysScrolling } from '../src/journeys/axe.ts';
import type { Person } from '../src/journeys/rollcall.ts';
import { closeSheet, expectItIsOut, fillSignIn, press, prove, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { password } from '../src/test-server.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** The line of that member's session, or device. */
function line(page: Page, text: string): Locator {
  return page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: text });
}

async function openSessions(page: Page, person: Person): Promise<void> {
  await signIn(page, person);
  await page.getByRole('link', { name: 'Organization' }).click();
  await expect(page.getByRole('heading', { name: 'Sessions & Devices', level: 1 })).toBeVisible();
}

const search = (page: Page, text: string) =>
  page.getByRole('searchbox', { name: 'Search by name or login' }).fill(text);

test('an administrator finds everybody’s sessions, and a member is told which permission is missing', async ({
  rollcall,
  openBrowser,
}) => {
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const member = await rollcall.newPerson('Mats Ek');
  const theirs = await openBrowser({ on: 'iPhone' });
  await signIn(theirs, member);
  const page = await openBrowser();
  await openSessions(page, administrator);
  await search(page, 'mats');
  await expect(line(page, 'Mats Ek').first()).toContainText('iOS');
  await page.getByRole('combobox', { name: 'Device type' }).selectOption('TV');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await search(page, 'astrid');
  await expect(line(page, 'You, here')).toContainText('Astrid Holm');

  await expect(theirs.getByRole('link', { name: 'Organization' })).toBeHidden();
  await theirs.goto('/settings/sessions');
  await expect(theirs.getByRole('heading', { name: 'You cannot see this page' })).toBeVisible();
  await expect(theirs.getByText('platform.sessions.view')).toBeVisible();
  await expectNoFaults(theirs, 'a missing permission');
});

test('helpdesk ends one session, and the selected ones by keyboard alone; who is out reads who did it', async ({
  rollcall,
  openBrowser,
}) => {
  const helpdesk = await rollcall.newPerson('Hedda Lund', 'helpdesk');
  const administrator = await rollcall.newPerson('Örjan Över', 'administrator');
  const member = await rollcall.newPerson('Sixten Alm');
  const theirs = await openBrowser({ on: 'Mac' });
  await signIn(theirs, member);
  await rollcall.signInElsewhere(administrator);
  const page = await openBrowser();
  await openSessions(page, helpdesk);
  await search(page, 'sixten');
  await page.getByRole('button', { name: /^Terminate Sixten Alm, Safari/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Terminate this session?' });
  await expect(sheet).toContainText('Sixten Alm');
  await expectNoFaults(page, 'the question before one session ends');
  await press(sheet, 'Terminate');
  await expectItIsOut(page);
  await closeSheet(page);
  await expect(
    theirs.getByText('Hedda Lund, who administers your organization, signed this browser out'),
  ).toBeVisible();

  for (const browser of [iphone, undefined]) await rollcall.signInElsewhere(member, browser);
  await expect(line(page, 'Sixten Alm')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('2 selected')).toBeVisible();
  await expectNoFaults(page, 'a selection');
  await page.getByRole('button', { name: 'Terminate selected' }).focus();
  await page.keyboard.press('Enter');
  const both = page.getByRole('dialog', { name: 'Terminate 2 sessions?' });
  await both.getByRole('button', { name: 'Terminate 2 sessions' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'They are out.' })).toBeVisible();
  await closeSheet(page);
  await expect(page.getByText('Nothing matches.')).toBeVisible();

  await search(page, 'örjan');
  await expect(line(page, 'Örjan Över')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Terminate Örjan/ })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Terminate all sessions…' })).toBeHidden();

  await fillSignIn(theirs, member);
  await theirs.getByRole('link', { name: 'Activity' }).click();
  await expect(
    theirs.getByRole('listitem').filter({ hasText: 'An administrator signed you out' }).first(),
  ).toContainText('by Hedda Lund');
});

test('an auditor sees sessions and devices and is told that they end nothing', async ({ rollcall, openBrowser }) => {
  const auditor = await rollcall.newPerson('Greta Gran', 'auditor');
  const member = await rollcall.newPerson('Ludvig Ros');
  await rollcall.signInElsewhere(member, iphone);
  const page = await openBrowser();
  await openSessions(page, auditor);
  await expect(page.getByText('You can see sessions here, not end them.')).toBeVisible();
  await search(page, 'ludvig');
  await expect(line(page, 'Ludvig Ros')).toHaveCount(1);
  for (const role of ['button', 'checkbox'] as const) {
    await expect(page.getByRole('tabpanel').getByRole(role)).toHaveCount(0);
  }
  await page.getByRole('tab', { name: 'Sessions' }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Devices' })).toBeFocused();
  await search(page, 'ludvig');
  await expect(line(page, 'Ludvig Ros')).toHaveCount(1);
  await expect(line(page, 'Ludvig Ros')).toContainText('iPhone');
  await expectNoFaults(page, 'the devices of an organization');
});

test('devices are found by what they are, and the address keeps the question', async ({ rollcall, openBrowser }) => {
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const member = await rollcall.newPerson('Filippa Filter');
  await rollcall.signInElsewhere(member);
  await rollcall.signInElsewhere(member, iphone);
  const page = await openBrowser();
  await openSessions(page, administrator);
  await page.getByRole('tab', { name: 'Devices' }).click();
  const field = (name: string) => page.getByRole('combobox', { name });
  await search(page, 'filippa');
  await expect(line(page, 'Filippa Filter')).toHaveCount(2);
  await expect(page.getByText(/^devices? signed in$/)).toBeVisible();
  await field('Device type').selectOption('phone');
  await expect(line(page, 'Filippa Filter')).toHaveCount(1);
  await expect(line(page, 'Filippa Filter')).toContainText('iPhone');
  await expect(page).toHaveURL(/tab=devices&search=filippa&type=phone$/);
  await page.reload();
  await expect(field('Device type')).toHaveValue('phone');
  await expect(line(page, 'Filippa Filter')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'Show places and addresses' }).check();
  await expect(line(page, 'Filippa Filter')).toContainText('127.0.0.1');
  await expectNoFaultsInAnyView(page, 'devices that are narrowed down');
  await field('Second step').selectOption('trusted');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page).toHaveURL(/\?tab=devices$/);
  await expect(field('Second step')).toHaveValue('');
});

test('what begins and ends elsewhere shows by itself', async ({ rollcall, openBrowser }) => {
  const administrator = await rollcall.newPerson('Viveca Vik', 'administrator');
  const member = await rollcall.newPerson('Nils Holgersson');
  const page = await openBrowser();
  await openSessions(page, administrator);
  await search(page, 'holgersson');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  const elsewhere = await rollcall.signInElsewhere(member);
  await expect(line(page, 'Nils Holgersson')).toHaveCount(1);
  await elsewhere.ask('POST', '/v1/sign-out');
  await expect(line(page, 'Nils Holgersson')).toHaveCount(0);
});

test('an administrator signs everybody out by typing the organization’s name, and members are told', async ({
  newRollcall,
  openBrowser,
}) => {
  test.slow();
  const rollcall = await newRollcall();
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const member = await rollcall.newPerson('Mats Ek');
  const theirs = await openBrowser({ on: 'iPhone', at: rollcall });
  await signIn(theirs, member);
  const page = await openBrowser({ at: rollcall });
  await openSessions(page, administrator);
  await page.getByRole('button', { name: 'Terminate all sessions…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Terminate all sessions?' });
  const button = sheet.getByRole('button', { name: 'Terminate all sessions' });
  const name = sheet.getByRole('textbox', { name: /^To confirm, type the organization’s name/ });
  await name.fill('Hom');
  await expect(button).toBeDisabled();
  await expectNoFaults(page, 'the question before all sessions end');
  await name.fill('Home');
  await sheet.getByRole('checkbox', { name: 'Keep me signed in here' }).check();
  await button.click();
  await expect(page.getByRole('dialog', { name: 'They are out.' })).toBeVisible();
  await closeSheet(page);
  await expect(page.getByText('Astrid Holm signed everybody out')).toBeVisible();
  await expect(page.getByText('2 members were told.').or(page.getByText('1 member was told.'))).toBeVisible();
  await expect(line(page, 'You, here')).toHaveCount(1);
  await expect(line(page, 'Mats Ek')).toHaveCount(0);
  await expect(
    theirs.getByText('Astrid Holm, who administers your organization, signed this browser out'),
  ).toBeVisible();
});

test('without a fresh proof it is asked for, and then it ends', async ({ rollcallWithClock, openBrowser }) => {
  const administrator = await rollcallWithClock.newPerson('Berit Berg', 'administrator');
  const member = await rollcallWithClock.newPerson('Kalle Kula');
  await rollcallWithClock.signInElsewhere(member);
  const page = await openBrowser({ at: rollcallWithClock });
  await openSessions(page, administrator);
  rollcallWithClock.minutesPass(11);
  await search(page, 'kalle');
  await page.getByRole('button', { name: /^Terminate Kalle Kula/ }).click();
  await press(page.getByRole('dialog', { name: 'Terminate this session?' }), 'Terminate');
  await prove(page.getByRole('dialog', { name: 'Confirm it’s you' }), password, 'Confirm');
  await expectItIsOut(page);
});

const phone = { width: 360, height: 740 };

for (const [title, wishes, heading] of [
  ['in the dark on a phone', { viewport: phone, colorScheme: 'dark' }, 'Sessions & Devices'],
  ['in Swedish on a phone', { viewport: phone, locale: 'sv-SE' }, 'Sessioner och enheter'],
  ['in light on a wide screen', { viewport: { width: 1280, height: 800 } }, 'Sessions & Devices'],
] as const) {
  test(`${title} the page about sessions has no fault`, async ({ rollcall, openBrowser }) => {
    const administrator = await rollcall.newPerson('Ture Tjäder', 'administrator');
    const page = await openBrowser({ ...wishes, reducedMotion: 'reduce' });
    await page.goto('/sign-in?next=%2Fsettings%2Fsessions');
    await page.locator('input[name=login]').or(page.getByRole('textbox').first()).first().fill(administrator.userName);
    await page.locator('input[type=password]').fill(administrator.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await expect(page.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
    await expectNoFaults(page, 'sessions');
    await expectNoSidewaysScrolling(page, 'sessions');
    await page.getByRole('tab').nth(1).click();
    await expect(page.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
    await expectNoFaults(page, 'devices');
    await expectNoSidewaysScrolling(page, 'devices');
  });
}
