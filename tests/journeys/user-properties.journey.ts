import { expectNoFaults } from '../src/journeys/axe.ts';
import { enrolApp } from '../src/journeys/factor-steps.ts';
import { closeSheet, expectItIsOut, press, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, openTab, openUser, openUsers, searchUsers } from '../src/journeys/user-steps.ts';

test('a role that is given counts at the next request, and an owner is out of an administrator’s reach', async ({
  rollcall,
  openBrowser,
}) => {
  const owner = await rollcall.newPerson('Odette Överst', 'owner');
  const riser = await rollcall.newPerson('Rut Rask');
  const theirs = await openBrowser();
  await signIn(theirs, riser);
  await expect(theirs.getByRole('link', { name: 'Organization' })).toHaveCount(0);
  const page = await openBrowser();
  await openUsers(page, owner);
  await openUser(page, 'Rut Rask');
  await button(page, 'Change…').click();
  const sheet = page.getByRole('dialog', { name: 'Another role for Rut Rask' });
  await expect(sheet.getByRole('button', { name: 'Give this role' })).toBeDisabled();
  await sheet.getByRole('combobox', { name: 'Role' }).selectOption('Administrator');
  await expectNoFaults(page, 'another role');
  await press(sheet, 'Give this role');
  await expect(page.getByText('Rut Rask is now: Administrator.')).toBeVisible();

  await theirs.goto('/settings/users');
  await openUser(theirs, 'Odette Överst');
  await expect(theirs.getByRole('tabpanel')).toContainText('Owner');
  await expect(theirs.getByRole('main').getByRole('button')).toHaveCount(0);
  await theirs.getByRole('link', { name: 'All users' }).click();
  await openUser(theirs, 'Rut Rask');
  await expect(button(theirs, 'Lock out…')).toHaveCount(0);

  await button(page, 'Change…').click();
  await sheet.getByRole('combobox', { name: 'Role' }).selectOption('Member');
  await press(sheet, 'Give this role');
  await expect(page.getByText('Rut Rask is now: Member.')).toBeVisible();
  await theirs.goto('/settings/users');
  await expect(theirs.getByRole('heading', { name: 'You cannot see this page' })).toBeVisible();
});

test('helpdesk ends a session from the properties of its user', async ({ rollcall, openBrowser }) => {
  const member = await rollcall.newPerson('Sanna Sessio');
  const theirs = await openBrowser({ on: 'iPhone' });
  await signIn(theirs, member);
  const page = await openBrowser();
  await openUsers(page, await rollcall.newPerson('Hedda Lund', 'helpdesk'));
  await openUser(page, 'Sanna Sessio');
  await openTab(page, 'Session management');
  await expect(page).toHaveURL(/\?tab=sessions$/);
  const section = page.getByRole('region', { name: 'Sessions and devices' });
  await expect(section.getByRole('list', { name: 'Devices' }).getByRole('listitem')).toHaveText(/iPhone/);
  await expectNoFaults(page, 'session management');
  await section.getByRole('button', { name: /^Terminate Sanna Sessio/ }).click();
  await press(page.getByRole('dialog', { name: 'Terminate this session?' }), 'Terminate');
  await expectItIsOut(page);
  await closeSheet(page);
  await expect(section.getByText('Sanna Sessio is not signed in here.')).toBeVisible();
  await expect(theirs.getByText(/^Hedda Lund, who administers your organization/)).toBeVisible();
});

test('somebody may act on behalf of a user, who ends it', async ({ rollcall, openBrowser }) => {
  test.slow();
  const [on, holder] = [await rollcall.newPerson('Frida Frånvarande'), await rollcall.newPerson('Stig Ställföre')];
  const page = await openBrowser();
  await openUsers(page, await rollcall.newPerson('Astrid Holm', 'administrator'));
  await openUser(page, 'Frida Frånvarande');
  await openTab(page, 'Access');
  const make = async () => {
    await button(page, 'Let somebody…').click();
    const sheet = page.getByRole('dialog', { name: 'Who may act on behalf of Frida Frånvarande?' });
    await searchUsers(page, 'stig');
    await sheet.getByRole('radio', { name: 'Stig Ställföre' }).check();
    await sheet.getByLabel('Last day').fill('2099-12-31');
    await expectNoFaults(page, 'a grant');
    await press(sheet, 'Let Stig Ställföre act');
  };
  const grants = page.getByRole('region', { name: 'Act on behalf of this user' });
  await make();
  await expect(grants.getByRole('listitem')).toContainText('Stig Ställföre');
  await expect(grants.getByRole('listitem')).toContainText('by Astrid Holm');
  await expectNoFaults(page, 'access');

  const theirs = await openBrowser();
  await signIn(theirs, on);
  await button(theirs, 'End it: Stig Ställföre').click();
  await expectNoFaults(theirs, 'the end of a grant');
  await press(theirs.getByRole('dialog', { name: 'No longer let Stig Ställföre act for you?' }), 'End');
  await expect(theirs.getByText('It is ended.')).toBeVisible();
  await expect(grants.getByRole('listitem')).toHaveCount(0);

  await make();
  const holders = await openBrowser();
  await signIn(holders, holder);
  await expect(holders.getByText('You may act for')).toBeVisible();
  await button(page, 'End it for Stig Ställföre').click();
  await press(page.getByRole('dialog', { name: 'No longer let Stig Ställföre act for Frida Frånvarande?' }), 'End');
  await expect(grants.getByRole('listitem')).toHaveCount(0);
  await openTab(page, 'Log');
  await expect(page.getByRole('listitem').filter({ hasText: 'Somebody may act on behalf' }).first()).toContainText(
    'by Astrid Holm',
  );
  await expectNoFaults(page, 'the log of a user');
});

test('somebody who has lost their second step gets in again, and somebody is removed', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const member = await rollcall.newPerson('Tora Tappat');
  const theirs = await openBrowser({ at: rollcall, on: 'Mac' });
  await signIn(theirs, member);
  await enrolApp(theirs, rollcall);
  const page = await openBrowser({ at: rollcall });
  await openUsers(page, await rollcall.newPerson('Olof Över', 'owner'));
  await openUser(page, 'Tora Tappat');
  await expect(page.getByRole('tabpanel')).toContainText('authenticator app');
  await button(page, 'Reset…').click();
  const sheet = page.getByRole('dialog', { name: 'Take away the second step of Tora Tappat?' });
  await expectNoFaults(page, 'the question before factors are reset');
  await press(sheet, 'Take it away');
  await expect(page.getByRole('dialog', { name: 'The second step is gone' })).toBeVisible();
  await closeSheet(page);
  await expect(page.getByRole('tabpanel')).toContainText('no second step');
  await expect(theirs.getByText(/^Olof Över, who administers your organization/)).toBeVisible();
  await signIn(theirs, member);

  await button(page, 'Remove…').click();
  await press(page.getByRole('dialog', { name: 'Remove Tora Tappat from Home?' }), 'Remove');
  await expect(page.getByRole('dialog', { name: 'Tora Tappat is removed' })).toBeVisible();
  await closeSheet(page);
  await expect(page.getByText('There is no such user here')).toBeVisible();
  await expect(theirs.getByText(/^You were removed from the organization/)).toBeVisible();
});
