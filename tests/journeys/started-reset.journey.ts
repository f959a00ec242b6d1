import { expectNoFaults } from '../src/journeys/axe.ts';
import { device, fillSignIn, linkMailedTo, press, signIn, verifyAddress } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { button, openUser, openUsers } from '../src/journeys/user-steps.ts';

const newPassword = 'seven orange bicycles';
const ask = 'Send a link for a new one…';

test('helpdesk has a link for a new password sent, which its owner alone gets', async ({ rollcall, openBrowser }) => {
  test.slow();
  const member = await rollcall.newPerson('Gull Glömsk');
  const email = `${member.userName}@forgot.example`;
  const theirs = await openBrowser();
  await signIn(theirs, member);
  await verifyAddress(rollcall, theirs, email);

  const page = await openBrowser();
  await openUsers(page, await rollcall.newPerson('Hedda Lund', 'helpdesk'));
  await openUser(page, 'Gull Glömsk');
  await button(page, ask).click();
  const sheet = page.getByRole('dialog', { name: 'Send Gull Glömsk a link for a new password?' });
  await expect(sheet).toContainText(`It goes to ${email}`);
  await expectNoFaults(page, 'the question before a link is sent');
  await press(sheet, 'Send the link');
  await expect(page.getByText(`The link is on its way to ${email}.`)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await test.step('nothing has ended before it is used', async () => {
    await theirs.goto('/');
    await expect(device(theirs, 'This device')).toBeVisible();
    await theirs.goto('/activity');
    const line = theirs.getByRole('listitem').filter({ hasText: 'A link to reset the password was made' });
    await expect(line.first()).toContainText('by Hedda Lund');
  });
  await test.step('it sets a password once', async () => {
    const other = await openBrowser({ on: 'iPhone' });
    await other.goto(await linkMailedTo(rollcall, email, 'Set a new password'));
    await other.getByRole('textbox', { name: 'New password' }).fill(newPassword);
    await press(other.getByRole('main'), 'Set the password');
    await fillSignIn(other, { ...member, password: newPassword });
    await expect(device(other, 'This device')).toBeVisible();
  });
  await test.step('an auditor sees no such button', async () => {
    const auditors = await openBrowser();
    await openUsers(auditors, await rollcall.newPerson('Agda Ask', 'auditor'));
    await openUser(auditors, 'Gull Glömsk');
    await expect(auditors.getByRole('tabpanel')).toContainText('no second step');
    await expect(button(auditors, ask)).toHaveCount(0);
  });
});

test('where no link can be mailed, the page says who makes one', async ({ rollcall, newRollcall, openBrowser }) => {
  const unreachable = await rollcall.newPerson('Ulla Utan');
  const page = await openBrowser();
  await openUsers(page, await rollcall.newPerson('Astrid Holm', 'administrator'));
  await openUser(page, 'Ulla Utan');
  await button(page, ask).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('Ulla Utan has no verified e-mail address');
  await expect(sheet).toContainText(`rollcall accounts reset-link ${unreachable.userName}`);
  await expect(button(page, 'Send the link')).toHaveCount(0);
  await expectNoFaults(page, 'who makes a link');

  const silent = await newRollcall({ sendsMail: false });
  const member = await silent.newPerson('Tyst Tomas');
  const other = await openBrowser({ at: silent });
  await openUsers(other, await silent.newPerson('Astrid Holm', 'administrator'));
  await openUser(other, 'Tyst Tomas');
  await button(other, ask).click();
  await expect(other.getByRole('dialog')).toContainText('This installation sends no mail');
  await expect(other.getByRole('dialog')).toContainText(`rollcall accounts reset-link ${member.userName}`);
});
