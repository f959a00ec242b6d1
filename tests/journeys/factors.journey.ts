import { addPasskey, enrolApp, expectSecondStep, makeCodes, setUpApp, typeCode } from '../src/journeys/factor-steps.ts';
import { PasskeyDevice } from '../src/journeys/passkey-device.ts';
import { startRollcallWithClock } from '../src/journeys/rollcall.ts';
import { device, expectSignInPage, fillSignIn, press, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

test.slow();

test('an authenticator app is set up, and asked for at the next sign-in', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const first = await openBrowser({ at: rollcall });
  await signIn(first, person);
  const app = await enrolApp(first, rollcall);
  await first.goto('/');
  await expect(first.getByText('authenticator app', { exact: true })).toBeVisible();

  const second = await openBrowser({ at: rollcall, on: 'iPhone' });
  await second.goto('/sign-in');
  await fillSignIn(second, person);
  await expectSecondStep(second);
  const field = second.getByRole('textbox', { name: 'Code from your authenticator app' });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await test.step('a wrong code says so, and it is asked again', async () => {
    await typeCode(second, '000000');
    await expect(second.getByRole('alert')).toContainText('That code is not right');
  });
  await test.step('the step outlives a reload', async () => {
    await second.reload();
    await expectSecondStep(second);
  });
  const code = app.nextCode();
  await typeCode(second, code);
  await expect(device(second, 'This device')).toBeVisible();

  await test.step('a code is good once', async () => {
    const third = await openBrowser({ at: rollcall, on: 'Mac' });
    await third.goto('/sign-in');
    await fillSignIn(third, person);
    await typeCode(third, code);
    await expect(third.getByRole('alert')).toContainText('That code is not right');
  });
});

test('a passkey signs in: at the second step, and alone', async ({ rollcallWithClock: rollcall, openBrowser }) => {
  const person = await rollcall.newPerson();
  const page = await openBrowser({ at: rollcall });
  const key = await PasskeyDevice.plugIn(page);
  await signIn(page, person);
  await addPasskey(page, 'Yellow key');
  await expect(page.getByText('Yellow key', { exact: true })).toBeVisible();
  expect(await key.passkeys()).toBe(1);
  const signOut = async () => {
    await page.goto('/');
    await page.getByRole('button', { name: /^Sign out Windows computer/ }).click();
    await press(page.getByRole('dialog'), 'Sign out');
  };
  await key.touched('never');
  await signOut();
  await expectSignInPage(page);

  await test.step('with the password, as the second step', async () => {
    await fillSignIn(page, person);
    await expectSecondStep(page);
    await key.touched('whenever it asks');
    await page.getByRole('button', { name: 'Use the passkey' }).click();
    await expect(device(page, 'This device')).toBeVisible();
  });
  await test.step('alone, offered by the browser, without a press', async () => {
    const entered = page.waitForResponse((answer) => answer.url().endsWith('/v1/sign-in/passkey') && answer.ok());
    await signOut();
    await entered;
    await expect(device(page, 'This device')).toBeVisible();
  });
  await test.step('alone, by its button, in a browser that offers nothing by itself', async () => {
    // Otherwise its offer may have signed in before the press.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
    await key.touched('never');
    await signOut();
    await expectSignInPage(page);
    await key.touched('whenever it asks');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(device(page, 'This device')).toBeVisible();
  });
  await test.step('removed, it lets nobody in', async () => {
    await page.goto('/security');
    await page.getByRole('button', { name: 'Remove Yellow key' }).click();
    await expect(page.getByText('It is your last second step')).toBeVisible();
    await press(page.getByRole('dialog'), 'Remove');
    await expect(page.getByText('The passkey is removed.')).toBeVisible();
    await key.touched('never');
    await signOut();
    await expectSignInPage(page);
    await key.touched('whenever it asks');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.getByRole('alert')).toContainText('That passkey was not accepted');
  });
});

test('recovery codes work once each, and tell how many are left', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const first = await openBrowser({ at: rollcall });
  await signIn(first, person);
  await first.goto('/security');
  await expect(first.getByText('First add a passkey or an authenticator app.')).toBeVisible();
  await enrolApp(first, rollcall);
  const [code = ''] = await makeCodes(first);
  await expect(first.getByText('10 codes are left')).toBeVisible();

  const second = await openBrowser({ at: rollcall, on: 'iPhone' });
  const enterWith = async (code: string) => {
    await second.getByRole('button', { name: 'Enter a recovery code' }).click();
    await second.getByRole('textbox', { name: 'Recovery code' }).fill(code);
    await second.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await second.goto('/sign-in');
  await fillSignIn(second, person);
  await expectSecondStep(second);
  await enterWith(code.toUpperCase());
  await expect(device(second, 'This device')).toBeVisible();
  await first.reload();
  await expect(first.getByText('9 codes are left')).toBeVisible();

  await second.context().clearCookies();
  await second.goto('/sign-in');
  await fillSignIn(second, person);
  await expectSecondStep(second);
  await enterWith(code);
  await expect(second.getByRole('alert')).toContainText('no recovery code of yours that still works');
});

test('too many wrong codes lead back to the start, with a reason', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  await enrolApp(page, rollcall);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await fillSignIn(page, person);
  await expectSecondStep(page);
  await test.step('ten minutes are too long', async () => {
    rollcall.minutesPass(11);
    await typeCode(page, '000000');
    await expectSignInPage(page);
    await expect(page.getByText('That sign-in took too long, or had too many wrong tries.')).toBeVisible();
  });
  await test.step('and the fifth wrong code is the last', async () => {
    await fillSignIn(page, person);
    for (let nth = 1; nth < 5; nth++) {
      await typeCode(page, '000000');
      await expect(page.getByRole('alert')).toContainText('That code is not right');
    }
    await typeCode(page, '000000');
    await expectSignInPage(page);
    await expect(page.getByText('That sign-in took too long, or had too many wrong tries.')).toBeVisible();
  });
});

test('after a change of factors the other devices can be signed out', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const second = await openBrowser({ at: rollcall, on: 'iPhone' });
  await signIn(second, person);
  const first = await openBrowser({ at: rollcall });
  await signIn(first, person);
  await enrolApp(first, rollcall);
  await expect(first.getByText('Sign out other devices?')).toBeVisible();
  await first.getByRole('button', { name: 'Sign out all other devices (1)' }).click();
  await press(first.getByRole('dialog'), 'Sign out all others');
  await expect(first.getByRole('dialog', { name: 'It is out.' })).toBeVisible();
  await second.goto('/');
  await expectSignInPage(second);
});

test('whoever has lost them all reads who helps, and comes back by that way alone', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const person = await rollcall.newPerson();
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  await enrolApp(page, rollcall);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await fillSignIn(page, person);
  await expectSecondStep(page);
  await page.getByText('I have none of these any more').click();
  await expect(page.getByText('A new password does not skip this step')).toBeVisible();
  await rollcall.operator('POST', `/operator/accounts/${person.userName}/factors/reset`, {});
  await page.getByRole('button', { name: 'Sign in to another account' }).click();
  await fillSignIn(page, person);
  await expect(device(page, 'This device')).toBeVisible();
  await page.goto('/activity');
  await expect(page.getByText('All second factors were taken away')).toBeVisible();
});

test('an organization that wants a second factor gets one at the next sign-in', async ({ openBrowser }) => {
  const rollcall = await startRollcallWithClock();
  const person = await rollcall.newPerson();
  await rollcall.operator('PATCH', '/operator/policy', { secondFactor: 'at_sign_in' });
  const page = await openBrowser({ at: rollcall });
  await page.goto('/sign-in');
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { name: 'Add a second step' })).toBeVisible();
  await page.getByRole('button', { name: /^Authenticator app/ }).click();
  await setUpApp(page, rollcall);
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  await page.getByRole('button', { name: 'Make recovery codes' }).click();
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(device(page, 'This device')).toBeVisible();
  await test.step('the last one cannot be removed', async () => {
    await page.goto('/security');
    await expect(page.getByText('Your organization asks for a second step')).toBeVisible();
    await page.getByRole('button', { name: 'Remove Authenticator app' }).click();
    await expect(page.getByRole('dialog').getByText('this is your last one')).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true })).toHaveCount(0);
  });
  await page.context().close();
  await rollcall.stop();
});
