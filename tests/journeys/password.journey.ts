import type { Page } from '@playwright/test';
import {
  addressesOf,
  device,
  expectSignInPage,
  fillSignIn,
  linkMailedTo,
  press,
  prove,
  signIn,
  verifyAddress,
} from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

const newPassword = 'seven orange bicycles';

async function changePassword(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Current password' }).fill(from);
  await page.getByRole('textbox', { name: 'New password' }).fill(to);
  await page.getByRole('button', { name: 'Change the password' }).click();
}

async function askForResetLink(page: Page, name: string): Promise<void> {
  await page.goto('/forgot');
  await page.getByRole('textbox', { name: 'User name or e-mail' }).fill(name);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('Look into your mail')).toBeVisible();
}

test('a new password signs out everywhere else, unless told otherwise', async ({ person, openBrowser }) => {
  const second = await openBrowser({ on: 'Mac' });
  await signIn(second, person);
  const first = await openBrowser();
  await signIn(first, person);
  await first.getByRole('link', { name: 'Sign-in & security', exact: true }).click();
  const everywhereElse = first.getByRole('checkbox', { name: 'Sign out everywhere else?' });
  await expect(everywhereElse).toBeChecked();

  await test.step('a wrong current password changes nothing', async () => {
    await changePassword(first, 'not the password', newPassword);
    await expect(first.getByRole('alert')).toContainText('That is not right');
  });
  await test.step('the same password again is refused', async () => {
    await changePassword(first, person.password, person.password);
    await expect(first.getByRole('alert')).toContainText('That is the current password. Take another.');
  });
  await test.step('unticked, it leaves the others in', async () => {
    await everywhereElse.uncheck();
    await changePassword(first, person.password, newPassword);
    await expect(first.getByText('The password is changed.', { exact: true })).toBeVisible();
    await second.reload();
    await expect(device(second, 'This device')).toBeVisible();
  });
  await test.step('ticked, as it is by default, it shuts them out at once', async () => {
    await first.reload();
    await changePassword(first, newPassword, 'nine purple umbrellas');
    await expect(first.getByText('The password is changed, and every other device is signed out.')).toBeVisible();
    await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
    await expect(second.getByText('Windows computer changed the password just now')).toBeVisible();
  });
  await test.step('only the newest password signs in', async () => {
    await fillSignIn(second, { ...person, password: newPassword });
    await expect(second.getByRole('alert')).toContainText('That is not right');
    await fillSignIn(second, { ...person, password: 'nine purple umbrellas' });
    await expect(device(second, 'This device')).toBeVisible();
  });
});

test('a forgotten password is replaced by a mailed link, once', async ({ rollcall, person, openBrowser }) => {
  const email = `${person.userName}@journeys.example`;
  const first = await openBrowser();
  await signIn(first, person);
  await verifyAddress(rollcall, first, email);

  const second = await openBrowser({ on: 'iPhone' });
  await askForResetLink(second, person.userName);
  const link = await linkMailedTo(rollcall, email, 'Set a new password');

  await test.step('the link leads to the form and signs nobody in', async () => {
    await second.goto(link);
    await expect(second.getByText('For Anna Lind.')).toBeVisible();
    expect(second.url()).toBe(`${rollcall.origin}/reset`);
    await expect(second.getByRole('checkbox', { name: 'Sign out everywhere' })).toBeChecked();
    await second.getByRole('textbox', { name: 'New password' }).fill(newPassword);
    await second.getByRole('button', { name: 'Set the password' }).click();
    await expect(second).toHaveURL('/sign-in?after=reset');
    await expect(second.getByText('The new password is set. Sign in with it.')).toBeVisible();
  });
  await test.step('whoever was in is out', async () => {
    await first.goto('/');
    await expectSignInPage(first);
    await expect(
      first.getByText('The password was reset with a link just now, and everything was signed out.'),
    ).toBeVisible();
  });
  await test.step('the new password signs in, by the address too', async () => {
    await fillSignIn(second, { userName: email, password: newPassword });
    await expect(device(second, 'This device')).toBeVisible();
  });
  await test.step('used again, the link says so and leads to a new one', async () => {
    const third = await openBrowser();
    await third.goto(link);
    await expect(third.getByRole('alert')).toContainText('This link was used just now');
    await third.getByRole('link', { name: 'Ask for a new link' }).click();
    await expect(third).toHaveURL('/forgot');
  });
});

test('a name without an account gets the same answer', async ({ rollcall, openBrowser }) => {
  const page = await openBrowser();
  await askForResetLink(page, 'nobody-at-all');
  await expect(page.getByText('If there is an account with that name')).toBeVisible();
  expect(rollcall.mails.flatMap(({ to }) => addressesOf(to))).not.toContain('nobody-at-all');
});

test('a link that is too old says when it expired', async ({ rollcallWithClock: rollcall, openBrowser }) => {
  const person = await rollcall.newPerson();
  const email = `${person.userName}@late.example`;
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  await verifyAddress(rollcall, page, email);
  const other = await openBrowser({ at: rollcall });
  await askForResetLink(other, email);
  const link = await linkMailedTo(rollcall, email, 'Set a new password');
  rollcall.minutesPass(16);
  await other.goto(link);
  await expect(other.getByRole('alert')).toContainText('This link expired');
  await expect(other.getByRole('alert')).toContainText('Nothing was changed.');
  await expect(other.getByRole('textbox', { name: 'New password' })).toHaveCount(0);
  await expect(other.getByRole('link', { name: 'Ask for a new link' })).toBeVisible();
});

test('an address signs in once it is verified, and no more once it is removed', async ({
  rollcall,
  person,
  openBrowser,
}) => {
  const email = `${person.userName}@home.example`;
  const page = await openBrowser();
  await signIn(page, person);
  await page.goto('/security');
  await page.getByRole('textbox', { name: 'New e-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`We sent a mail to ${email}. Open the link in it to finish.`)).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: email });
  const other = await openBrowser({ on: 'iPhone' });

  const mailed = () => rollcall.mails.filter(({ to }) => addressesOf(to).includes(email)).length;

  await test.step('it waits in the list, and can be withdrawn', async () => {
    await expect(line).toContainText('Waiting for confirmation');
    const withdrawn = await linkMailedTo(rollcall, email, 'Confirm your e-mail address');
    await page.getByRole('button', { name: `Withdraw ${email}` }).click();
    await expect(page.getByText(`${email} is withdrawn.`)).toBeVisible();
    await expect(line).toHaveCount(0);
    await other.goto(withdrawn);
    await expect(other.getByText('The address is verified')).toHaveCount(0);
    await expect(other.getByRole('alert')).toBeVisible();
  });
  await test.step('added anew, its mail can be sent again', async () => {
    await page.getByRole('textbox', { name: 'New e-mail address' }).fill(email);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(line).toContainText('Waiting for confirmation');
    await expect.poll(mailed).toBe(2);
    await page.getByRole('button', { name: `Send again to ${email}` }).click();
    await expect.poll(mailed).toBe(3);
    await expect(line).toHaveCount(1);
  });
  const link = await linkMailedTo(rollcall, email, 'Confirm your e-mail address');

  await test.step('unverified, it does not sign in', async () => {
    await other.goto('/sign-in');
    await fillSignIn(other, { userName: email, password: person.password });
    await expect(other.getByRole('alert')).toContainText('That is not right');
  });
  await test.step('the link verifies it, in any browser', async () => {
    await other.goto(link);
    await expect(other.getByText('belongs to the account of Anna Lind')).toBeVisible();
    await other.getByRole('button', { name: 'Verify' }).click();
    await expect(other.getByText('The address is verified')).toBeVisible();
    await page.reload();
    await expect(line).toContainText('Verified');
  });
  await test.step('verified, it signs in', async () => {
    await other.goto('/sign-in');
    await fillSignIn(other, { userName: email, password: person.password });
    await expect(device(other, 'This device')).toBeVisible();
  });
  await test.step('removed, it does not', async () => {
    await page.getByRole('button', { name: `Remove ${email}` }).click();
    await expect(page.getByText(`${email} was removed.`)).toBeVisible();
    await expect(line).toHaveCount(0);
    const third = await openBrowser({ on: 'Mac' });
    await third.goto('/sign-in');
    await fillSignIn(third, { userName: email, password: person.password });
    await expect(third.getByRole('alert')).toContainText('That is not right');
  });
});

test('long after sign-in, adding an address asks for the password first and then goes on', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const email = `${person.userName}@proof.example`;
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  await page.goto('/security');
  rollcall.minutesPass(11);
  await page.getByRole('textbox', { name: 'New e-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await prove(sheet, 'not the password', 'Confirm');
  await expect(sheet.getByRole('alert')).toContainText('That is not right');
  await prove(sheet, person.password, 'Confirm');
  await expect(sheet).toBeHidden();
  await expect(page.getByText(`We sent a mail to ${email}`)).toBeVisible();
  await linkMailedTo(rollcall, email, 'Confirm your e-mail address');
});

test('without mail, the page says who makes the link', async ({ newRollcall, openBrowser }) => {
  const rollcall = await newRollcall({ sendsMail: false });
  const person = await rollcall.newPerson();
  const page = await openBrowser({ at: rollcall });
  await page.goto('/forgot');
  await expect(page.getByText('This installation sends no mail.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send the link' })).toHaveCount(0);

  await test.step('the link that the operator made sets a new password', async () => {
    const made = await rollcall.operator('POST', `/operator/accounts/${person.userName}/reset-link`);
    await page.goto(made.json<{ url: string }>().url);
    await page.getByRole('textbox', { name: 'New password' }).fill(newPassword);
    await press(page.getByRole('main'), 'Set the password');
    await fillSignIn(page, { ...person, password: newPassword });
    await expect(device(page, 'This device')).toBeVisible();
  });
  await test.step('and no address can be added', async () => {
    await page.goto('/security');
    await expect(page.getByText('This installation sends no mail yet')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'New e-mail address' })).toHaveCount(0);
  });
});
