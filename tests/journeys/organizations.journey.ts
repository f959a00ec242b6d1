import type { Page } from '@playwright/test';
import type { MadeInvitation, Me } from '@rollcall/api';
import type { TestBrowser } from '../src/browser.ts';
import { expectNoFaults, expectNoSidewaysScrolling } from '../src/journeys/axe.ts';
import type { Rollcall } from '../src/journeys/rollcall.ts';
import { closeSheet, device, fillSignIn, linkMailedTo, press, prove, signIn } from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';
import { password } from '../src/test-server.ts';

const here = (page: Page, name: string) => page.getByRole('button', { name: `Organization: ${name}` });

async function goTo(page: Page, from: string, to: string): Promise<void> {
  await here(page, from).click();
  const sheet = page.getByRole('dialog', { name: 'Go to another organization' });
  await sheet.getByRole('button', { name: to }).click();
  await expect(here(page, to)).toBeVisible();
  await expect(sheet).toBeHidden();
}

/** The line of that organization among one's own. */
const line = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Your organizations' }).getByRole('listitem').filter({ hasText: name });

/** An organization whose owner is signed in to it elsewhere. */
async function aClub(rollcall: Rollcall, name: string): Promise<{ readonly owner: TestBrowser; readonly id: string }> {
  const owner = await rollcall.signInElsewhere(await rollcall.newPerson('Klara Berg'));
  const { id } = await owner.ask<{ id: string }>('POST', '/v1/me/organizations', { name });
  await owner.ask<Me>('POST', `/v1/me/organizations/${id}/entry`);
  return { owner, id };
}

/** The link in the mail that invites somebody. */
async function invite(rollcall: Rollcall, owner: TestBrowser, email: string): Promise<string> {
  await owner.ask<MadeInvitation>('POST', '/v1/organization/invitations', { email, role: 'helpdesk' });
  return linkMailedTo(rollcall, email, 'You are invited');
}

test('two organizations side by side: each page shows its own, and what ends in one leaves the other', async ({
  rollcall,
  openBrowser,
}) => {
  const club = 'Chess club';
  const anna = await rollcall.newPerson('Anna Lind', 'administrator');
  const mats = await rollcall.newPerson('Mats Ek');
  await rollcall.signInElsewhere(mats);
  const page = await openBrowser();
  await signIn(page, anna);

  await test.step('she makes one, and stays where she is', async () => {
    await page.goto('/security');
    await page.getByRole('textbox', { name: 'Name of a new organization' }).fill(club);
    await page.getByRole('button', { name: 'Make it' }).click();
    await expect(page.getByText(`${club} is made. You are its owner.`)).toBeVisible();
    await expect(line(page, club)).toContainText('Owner');
    await expect(line(page, 'Home')).toContainText('You are here');
    await expectNoFaults(page, 'one’s organizations');
  });

  const tab = await page.context().newPage();
  await test.step('at home she sees everybody there', async () => {
    await tab.goto('/settings/sessions');
    await tab.getByRole('searchbox', { name: 'Search by name or login' }).fill('mats');
    await expect(tab.getByRole('tabpanel').getByText('Mats Ek').first()).toBeVisible();
  });

  await test.step('she goes by keyboard; the page stays and is about the other one, and so is the other tab', async () => {
    await here(page, 'Home').focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Go to another organization' });
    await expect(sheet.getByRole('button', { name: 'Home' })).toHaveAttribute('aria-current', 'true');
    await expectNoFaults(page, 'the choice of an organization');
    await sheet.getByRole('button', { name: club }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(`You are in ${club} now.`)).toBeVisible();
    await expect(here(page, club)).toBeFocused();
    await expect(page).toHaveURL('/security');
    await expect(line(page, club)).toContainText('You are here');
    await expect(here(tab, club)).toBeVisible();
    await expect(tab).toHaveURL('/settings/sessions');
    await expect(tab.getByText('Only you are signed in.')).toBeVisible();
    await expect(tab.getByText('Mats Ek')).toHaveCount(0);
    await tab.close();
  });

  await test.step('her devices and her activity say in which organization', async () => {
    await page.goto('/');
    await expect(device(page, 'This device')).toContainText(club);
    await page.getByRole('link', { name: 'Activity' }).click();
    const went = page.getByRole('listitem').filter({ hasText: 'Came in from another organization' });
    await expect(went.first()).toContainText(club);
  });

  await test.step('everybody in the club is signed out from another browser; her session at home goes on', async () => {
    const other = await openBrowser({ on: 'Mac' });
    await other.goto('/sign-in');
    await fillSignIn(other, anna);
    await expect(here(other, club)).toBeVisible();
    await goTo(page, club, 'Home');
    await other.goto('/settings/sessions');
    await other.getByRole('button', { name: 'Terminate all sessions…' }).click();
    await other.getByRole('textbox', { name: /type the organization’s name/ }).fill(club);
    await press(other.getByRole('dialog'), 'Terminate all sessions');
    await expect(other).toHaveURL(/\/sign-in/);
    await page.reload();
    await expect(here(page, 'Home')).toBeVisible();
  });

  await test.step('she comes back in only after proving who she is', async () => {
    await here(page, 'Home').click();
    await page.getByRole('dialog').getByRole('button', { name: club }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm it’s you' });
    await expect(proof).toBeVisible();
    await prove(proof, password, 'Confirm');
    await expect(here(page, club)).toBeVisible();
  });
});

test('an invitation makes an account that is in the organization; opened again it says that it was used', async ({
  rollcall,
  openBrowser,
}) => {
  const { owner } = await aClub(rollcall, 'Sailing club');
  const link = await invite(rollcall, owner, 'nils@journeys.example');
  const page = await openBrowser();
  await page.goto(link);
  await expect(page.getByText('Klara Berg invites you to Sailing club.')).toBeVisible();
  await expect(page.getByText('Your role there: Helpdesk.')).toBeVisible();
  expect(page.url()).not.toContain('#');
  await expectNoFaults(page, 'an invitation');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Nils Ö');
  await page.getByRole('textbox', { name: 'User name' }).fill('nils.o');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Make the account and join' }).click();
  await expect(device(page, 'This device')).toBeVisible();
  await expect(page).toHaveURL('/');
  await page.goto('/settings/sessions');
  await expect(page.getByRole('tabpanel').getByText('Klara Berg').first()).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('This link was used');
  await expect(page.getByText('Ask whoever invited you for a new invitation.')).toBeVisible();
});

test('an invitation is accepted with the account that is signed in, or after signing in to it', async ({
  rollcall,
  openBrowser,
}) => {
  const { owner } = await aClub(rollcall, 'Rowing club');
  const anna = await rollcall.newPerson('Anna Lind');
  const link = await invite(rollcall, owner, 'anna@journeys.example');
  const page = await openBrowser();

  await test.step('she is asked to sign in, and comes back to the invitation', async () => {
    await page.goto(link);
    await page.getByRole('link', { name: 'I have an account here: sign in' }).click();
    await fillSignIn(page, anna);
    await expect(page.getByRole('button', { name: 'Join as Anna Lind' })).toBeVisible();
    await expectNoFaults(page, 'an invitation for whoever is signed in');
  });

  await test.step('somebody else’s account is left first, and nothing has happened', async () => {
    await page.getByRole('button', { name: 'That is not me: sign out first' }).click();
    await expect(page.getByRole('button', { name: 'Make the account and join' })).toBeVisible();
    await page.getByRole('link', { name: 'I have an account here: sign in' }).click();
    await fillSignIn(page, anna);
  });

  await test.step('she joins, and goes there', async () => {
    await page.getByRole('button', { name: 'Join as Anna Lind' }).click();
    await expect(page.getByText('You have joined Rowing club')).toBeVisible();
    await expectNoFaults(page, 'a joined organization');
    await page.getByRole('button', { name: 'Go to Rowing club' }).click();
    await expect(here(page, 'Rowing club')).toBeVisible();
  });

  await test.step('she goes home and leaves it again', async () => {
    await goTo(page, 'Rowing club', 'Home');
    await page.goto('/security');
    await line(page, 'Rowing club').getByRole('button', { name: 'Leave…: Rowing club' }).click();
    const sheet = page.getByRole('dialog', { name: 'Leave Rowing club?' });
    await expectNoFaults(page, 'the question before leaving');
    await press(sheet, 'Leave');
    await expect(page.getByText('You have left Rowing club.')).toBeVisible();
    await expect(line(page, 'Rowing club')).toHaveCount(0);
    await expect(here(page, 'Home')).toBeHidden();
  });
});

test('an invitation that was taken back says so', async ({ rollcall, openBrowser }) => {
  const { owner } = await aClub(rollcall, 'Ski club');
  const link = await invite(rollcall, owner, 'ulla@journeys.example');
  const { rows } = await owner.ask<{ rows: { id: string }[] }>('GET', '/v1/organization/invitations');
  await owner.ask('POST', `/v1/organization/invitations/${rows[0]?.id}/withdrawal`);
  const page = await openBrowser();
  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('This invitation was taken back');
  await expectNoFaults(page, 'an invitation that was taken back');
});

for (const width of [320, 360]) {
  test(`at ${width} pixels in Swedish the switch is there, and nothing scrolls sideways`, async ({
    rollcall,
    openBrowser,
  }) => {
    await visitNarrow(rollcall, openBrowser, width);
  });
}

async function visitNarrow(rollcall: Rollcall, openBrowser: OpenBrowser, width: number): Promise<void> {
  const name = 'Bostadsrättsföreningen Vattentornet i Norra Hammarbyhamnen';
  const person = await rollcall.newPerson('Örjan Över');
  const elsewhere = await rollcall.signInElsewhere(person);
  const { id } = await elsewhere.ask<{ id: string }>('POST', '/v1/me/organizations', { name });
  await elsewhere.ask('POST', `/v1/me/organizations/${id}/entry`);
  const page = await openBrowser({ viewport: { width, height: 740 }, locale: 'sv-SE', reducedMotion: 'reduce' });
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Användarnamn eller e-post' }).fill(person.userName);
  await page.getByRole('textbox', { name: 'Lösenord' }).fill(person.password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  const button = page.getByRole('button', { name: `Organisation: ${name}` });
  await expect(button).toBeVisible();
  await expectNoSidewaysScrolling(page, 'the devices of somebody in two organizations');
  await expectNoFaults(page, 'the devices of somebody in two organizations');
  await button.click();
  await expect(page.getByRole('dialog', { name: 'Gå till en annan organisation' })).toBeVisible();
  await expectNoSidewaysScrolling(page, 'the choice of an organization');
  await closeSheet(page);
  await page.goto('/security');
  await expect(page.getByRole('region', { name: 'Dina organisationer' })).toBeVisible();
  await expectNoSidewaysScrolling(page, 'one’s organizations');
}

test('an owner renames the organization where its name stands', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const olga = await rollcall.newPerson('Olga Över');
  const elsewhere = await rollcall.signInElsewhere(olga);
  const { id } = await elsewhere.ask<{ id: string }>('POST', '/v1/me/organizations', { name: 'Rowing club' });
  await elsewhere.ask<Me>('POST', `/v1/me/organizations/${id}/entry`);
  const page = await openBrowser({ at: rollcall });
  await signIn(page, olga);
  await page.getByRole('link', { name: 'Organization', exact: true }).click();
  rollcall.minutesPass(11);
  const pencil = (name: string) => page.getByRole('button', { name: `Rename ${name}` });
  await pencil('Rowing club').click();
  await page.getByRole('textbox', { name: 'Name of the organization' }).fill('Rowers');
  await expectNoFaults(page, 'renaming an organization');
  await page.getByRole('button', { name: 'Save' }).click();
  await prove(page.getByRole('dialog', { name: 'Confirm it’s you' }), password, 'Confirm');
  await expect(pencil('Rowers')).toBeFocused();
  await expect(page.getByText('The organization is now called Rowers.')).toBeVisible();
  await expect(here(page, 'Rowers')).toBeVisible();

  const administrator = await openBrowser({ at: rollcall });
  await signIn(administrator, await rollcall.newPerson('Astrid Holm', 'administrator'));
  await administrator.getByRole('link', { name: 'Organization', exact: true }).click();
  await expect(administrator.getByRole('heading', { name: 'Sessions & Devices' })).toBeVisible();
  await expect(administrator.getByRole('button', { name: /^Rename/ })).toHaveCount(0);
});
