import { expectNoFaults } from '../src/journeys/axe.ts';
import { closeSheet, fillSignIn, press, prove, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, openUser, openUsers, searchUsers } from '../src/journeys/user-steps.ts';
import { password } from '../src/test-server.ts';

test('a leaver is out with four presses and a proof, and is let in again', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const leaver = await rollcall.newPerson('Lars Lämnar');
  const theirs = await openBrowser({ on: 'Mac', at: rollcall });
  await signIn(theirs, leaver);
  await rollcall.signInElsewhere(leaver);
  const page = await openBrowser({ at: rollcall });
  await openUsers(page, administrator);
  rollcall.minutesPass(11);

  await searchUsers(page, 'lars');
  await page.getByRole('link', { name: 'Lars Lämnar' }).click();
  await button(page, 'Lock out…').click();
  const sheet = page.getByRole('dialog', { name: 'Lock out Lars Lämnar?' });
  await expect(sheet).toContainText('2 sessions on 2 devices');
  await expectNoFaults(page, 'the question before somebody is locked out');
  await press(sheet, 'Lock out');
  await prove(page.getByRole('dialog', { name: 'Confirm it’s you' }), password, 'Confirm');

  const receipt = page.getByRole('dialog', { name: 'Lars Lämnar is locked out' });
  await expect(receipt).toContainText('2 sessions ended.');
  await receipt.getByText('How do we know?').click();
  await expect(receipt.getByText('None was missing.')).toBeVisible();
  await expectNoFaults(page, 'the receipt of a lock-out');
  await closeSheet(page);
  await expect(page.getByText(/^Locked out since/)).toBeVisible();
  await expect(button(page, 'Lock out…')).toHaveCount(0);

  await expect(theirs.getByText(/^You were locked out of the organization/)).toBeVisible();
  await fillSignIn(theirs, leaver);
  await expect(theirs.getByRole('alert')).toBeVisible();
  await expect(theirs.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();

  await button(page, 'Let in again').click();
  await press(page.getByRole('dialog', { name: 'Let Lars Lämnar in again?' }), 'Let in again');
  await expect(page.getByText('Lars Lämnar can sign in again.')).toBeVisible();
  await signIn(theirs, leaver);
});

test('a lock-out is planned, shown, and cancelled, and the person is told nothing', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const leaver = await rollcall.newPerson('Lisa Lämnar');
  const theirs = await openBrowser({ at: rollcall });
  await signIn(theirs, leaver);
  const page = await openBrowser({ at: rollcall, timezoneId: 'Europe/Stockholm' });
  await openUsers(page, administrator);
  await openUser(page, 'Lisa Lämnar');
  await button(page, 'Lock out…').click();
  const sheet = page.getByRole('dialog', { name: 'Lock out Lisa Lämnar?' });
  await sheet.getByRole('radio', { name: 'At a moment to come' }).check();
  await expect(sheet.getByRole('button', { name: 'Plan it' })).toBeDisabled();
  const due = rollcall.now() + 65 * 60_000;
  await sheet.getByLabel('Date and time').fill(clockIn('Europe/Stockholm', due));
  await expectNoFaults(page, 'a lock-out at a moment to come');
  await press(sheet, 'Plan it');
  const shown = new Date(Math.floor(due / 60_000) * 60_000).toISOString();
  await expect(page.getByText(/^Lock-out planned:/)).toHaveAttribute('datetime', shown);
  await page.getByRole('link', { name: 'All users' }).click();
  const planned = page.getByRole('region', { name: 'To be locked out' });
  await expect(planned).toContainText('Planned by Astrid Holm');
  await planned.getByRole('link', { name: 'Lisa Lämnar' }).click();
  await button(page, 'Cancel the lock-out').click();
  await press(page.getByRole('dialog', { name: 'Cancel the planned lock-out?' }), 'Cancel the lock-out');
  await expect(page.getByText(/^Lock-out planned:/)).toHaveCount(0);
  await theirs.getByRole('link', { name: 'Activity' }).click();
  await expect(theirs.getByRole('listitem').filter({ hasText: 'Signed in' }).first()).toBeVisible();
  await expect(theirs.getByText('lock-out')).toHaveCount(0);
});

/** What a clock there shows, as a field for date and time takes it. */
function clockIn(timeZone: string, at: number): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T');
}
