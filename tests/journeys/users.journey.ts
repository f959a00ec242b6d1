import type { Locator, Page } from '@playwright/test';
import { expectNoFaults } from '../src/journeys/axe.ts';
import { closeSheet, linkMailedTo, press, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, openUser, openUsers, searchUsers } from '../src/journeys/user-steps.ts';

const user = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: name });

test('an administrator finds people by name and role, and sees who they are', async ({ rollcall, openBrowser }) => {
  const administrator = await rollcall.newPerson('Alva Adell', 'administrator');
  await rollcall.newPerson('Halvar Hjelp', 'helpdesk');
  const member = await rollcall.newPerson('Majken Mo');
  await rollcall.signInElsewhere(member);
  const page = await openBrowser();
  await openUsers(page, administrator);
  await searchUsers(page, 'MAJKEN');
  await expect(user(page, 'Majken Mo')).toContainText(member.userName);
  await expect(user(page, 'Majken Mo')).toContainText('Member · here now');
  await expect(user(page, 'Majken Mo')).toContainText('no second step');
  await expect(page.getByText('Only you are here.')).toHaveCount(0);
  await expectNoFaults(page, 'users');
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Auditor');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await button(page, 'Show everything').click();
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Helpdesk');
  await expect(user(page, 'Halvar Hjelp')).toContainText('not here yet');
  await searchUsers(page, 'alva');
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Any');
  await expect(user(page, 'Alva Adell')).toContainText('You');
});

test('somebody is invited by mail, and the invitation is withdrawn', async ({ rollcall, openBrowser }) => {
  const administrator = await rollcall.newPerson('Ivar Inbjudare', 'administrator');
  const email = 'nora.ny@example.org';
  const page = await openBrowser();
  await openUsers(page, administrator);
  await button(page, 'Invite…').click();
  const sheet = page.getByRole('dialog', { name: 'Invite somebody' });
  await sheet.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await expect(sheet.getByRole('option', { name: 'Owner' })).toHaveCount(0);
  await sheet.getByRole('combobox', { name: 'Role' }).selectOption('Auditor');
  await expect(sheet).toContainText('changes nothing');
  await expectNoFaults(page, 'an invitation');
  await press(sheet, 'Invite');
  await expect(page.getByText(`The invitation is on its way to ${email}.`)).toBeVisible();
  expect(await linkMailedTo(rollcall, email, 'You are invited')).toContain('#');
  await page.getByText(/^Waiting invitations/).click();
  const waiting = page.getByRole('listitem').filter({ hasText: email });
  await expect(waiting).toContainText('Auditor');
  await expect(waiting).toContainText('by Ivar Inbjudare');
  await button(page, `Withdraw the invitation of ${email}`).click();
  await press(page.getByRole('dialog', { name: 'Withdraw this invitation?' }), 'Withdraw');
  await expect(waiting).toHaveCount(0);
});

test('where no mail is sent, the link of an invitation is shown once', async ({ newRollcall, openBrowser }) => {
  const rollcall = await newRollcall({ sendsMail: false });
  const page = await openBrowser({ at: rollcall });
  await openUsers(page, await rollcall.newPerson('Olof Över', 'owner'));
  await expect(page.getByText('Only you are here.')).toBeVisible();
  await button(page, 'Invite…').click();
  const sheet = page.getByRole('dialog', { name: 'Invite somebody' });
  await expect(sheet).toContainText('This installation sends no mail');
  await sheet.getByRole('textbox', { name: 'E-mail address' }).fill('nora.ny@example.org');
  await press(sheet, 'Invite');
  const link = page.getByRole('dialog', { name: 'A link for nora.ny@example.org' });
  await expect(link).toContainText('Visible only now.');
  await expect(link.getByText(/^http\S+#\S+$/)).toBeVisible();
  await expectNoFaults(page, 'the link of an invitation');
  await closeSheet(page);
  await expect(page.getByText(/^http\S+#/)).toHaveCount(0);
  await expect(page.getByText('Waiting invitations (1)')).toBeVisible();
});

test('helpdesk and auditor see people, and all that either changes is a password, by a link', async ({
  rollcall,
  openBrowser,
}) => {
  const member = await rollcall.newPerson('Siv Sund');
  await rollcall.signInElsewhere(member);
  for (const [role, tabs, buttons] of [
    ['helpdesk', ['General', 'Session management', 'Access'], ['Send a link for a new one…']],
    ['auditor', ['General', 'Session management', 'Access', 'Log'], []],
  ] as const) {
    const page = await openBrowser();
    await openUsers(page, await rollcall.newPerson(`Somebody in ${role}`, role));
    await expect(button(page, 'Invite…')).toHaveCount(0);
    await openUser(page, 'Siv Sund');
    await expect(page.getByRole('tab')).toHaveText(tabs);
    await expect(page.getByRole('main').getByRole('button')).toHaveText(buttons);
    await page.getByRole('tab', { name: 'Access' }).click();
    await expect(page.getByText('Nobody.').first()).toBeVisible();
    await expect(page.getByRole('tabpanel').getByRole('button')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Session management' }).click();
    const ends = page.getByRole('button', { name: /^Terminate Siv Sund/ });
    await expect(page.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
    await expect(ends).toHaveCount(role === 'helpdesk' ? 1 : 0);
  }
});

test('whoever lacks the permission is told, and an unknown user is nobody', async ({ rollcall, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, await rollcall.newPerson('Malin Medlem'));
  await page.goto('/settings/users');
  await expect(page.getByRole('heading', { name: 'You cannot see this page' })).toBeVisible();
  await expect(page.getByText('platform.users.view')).toBeVisible();
  const auditors = await openBrowser();
  await signIn(auditors, await rollcall.newPerson('Agnes Allt', 'auditor'));
  await auditors.goto('/settings/users/019ab3a4-0000-7000-8000-000000000000');
  await expect(auditors.getByText('There is no such user here')).toBeVisible();
  await expectNoFaults(auditors, 'nobody');
});
