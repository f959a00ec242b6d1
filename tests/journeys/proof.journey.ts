import { addPasskey, enrolApp } from '../src/journeys/factor-steps.ts';
import { PasskeyDevice } from '../src/journeys/passkey-device.ts';
import { askToEnd, expectItIsOut, press, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

test.slow();

test('ending something asks for password and code, where there is an app', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const second = await openBrowser({ at: rollcall, on: 'iPhone' });
  await signIn(second, person);
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  const app = await enrolApp(page, rollcall);
  rollcall.minutesPass(11);
  await page.goto('/');
  const sheet = await askToEnd(page, 'iPhone');
  await press(sheet, 'Sign out');
  await expect(sheet.getByText('Held: refused until you confirm')).toBeVisible();
  await sheet.getByRole('textbox', { name: 'Your password' }).fill(person.password);
  await sheet.getByRole('textbox', { name: 'Code from your authenticator app' }).fill('000000');
  await press(sheet, 'Make it final');
  await expect(sheet.getByRole('alert')).toContainText('That code is not right');
  await sheet.getByRole('textbox', { name: 'Your password' }).fill(person.password);
  await sheet.getByRole('textbox', { name: 'Code from your authenticator app' }).fill(app.nextCode());
  await press(sheet, 'Make it final');
  await expectItIsOut(page);
});

test('a passkey is asked first, and another way may be chosen', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const second = await openBrowser({ at: rollcall, on: 'iPhone' });
  await signIn(second, person);
  const page = await openBrowser({ at: rollcall });
  await PasskeyDevice.plugIn(page);
  await signIn(page, person);
  const app = await enrolApp(page, rollcall);
  await addPasskey(page, 'Yellow key');
  rollcall.minutesPass(11);
  await page.goto('/');
  const sheet = await askToEnd(page, 'iPhone');
  await press(sheet, 'Sign out');
  await test.step('the passkey makes it final, without a password', async () => {
    await expect(sheet.getByText('Your passkey confirms it')).toBeVisible();
    await press(sheet, 'Make it final');
    await expectItIsOut(page);
  });
  await test.step('the password changes by another way', async () => {
    rollcall.minutesPass(11);
    await page.goto('/security');
    await page.getByRole('textbox', { name: 'Current password' }).fill(person.password);
    await page.getByRole('textbox', { name: 'New password' }).fill('seven orange bicycles');
    await page.getByRole('button', { name: 'Change the password' }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm it’s you' });
    await press(proof, 'Use the password and a code from your app');
    await proof.getByRole('textbox', { name: 'Your password' }).fill(person.password);
    await proof.getByRole('textbox', { name: 'Code from your authenticator app' }).fill(app.nextCode());
    await press(proof, 'Confirm');
    await expect(page.getByText(/^The password is changed/)).toBeVisible();
  });
});
