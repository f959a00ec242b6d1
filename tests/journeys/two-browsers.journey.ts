import type { Rollcall } from '../src/journeys/rollcall.ts';
import {
  askToEnd,
  closeSheet,
  device,
  endWithTrashIcon,
  expectItIsOut,
  expectSignInPage,
  fillSignIn,
  signedOutDevices,
  signIn,
} from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';

test('two browsers see each other, and one ends the other at once', async ({ rollcall, openBrowser }) => {
  await oneEndsTheOther(rollcall, openBrowser);
});

test('the same on PostgreSQL', async ({ newRollcall, openBrowser }) => {
  await oneEndsTheOther(await newRollcall({ engine: 'postgres' }), openBrowser);
});

async function oneEndsTheOther(rollcall: Rollcall, openBrowser: OpenBrowser): Promise<void> {
  const person = await rollcall.newPerson();
  const first = await openBrowser({ at: rollcall, on: 'Windows computer' });
  const second = await openBrowser({ at: rollcall, on: 'iPhone' });

  await test.step('each sees both, with the current one marked', async () => {
    await signIn(first, person);
    await signIn(second, person);
    for (const [page, own, other] of [
      [first, 'Windows computer', 'iPhone'],
      [second, 'iPhone', 'Windows computer'],
    ] as const) {
      await expect(page.getByRole('article')).toHaveCount(2);
      await expect(device(page, own).getByText('This device')).toBeVisible();
      await expect(device(page, other)).toBeVisible();
      await expect(device(page, other).getByText('This device')).toHaveCount(0);
    }
  });

  await test.step('the open page of the ended one says within a second which device did it, and when', async () => {
    await endWithTrashIcon(first, 'iPhone');
    await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
    await expect(second.getByText('Windows computer signed this browser out just now.')).toBeVisible();
    await expect(second.getByRole('link', { name: 'This wasn’t me' })).toHaveAttribute('href', '/forgot');
  });

  await test.step('the receipt says how that is known, and the list has followed by itself', async () => {
    const sheet = first.getByRole('dialog');
    await sheet.getByText('How do we know?').click();
    await expect(sheet.getByText(/1 verifier confirmed in \d+ ms that it accepts this no more\./)).toBeVisible();
    await closeSheet(first);
    await expect(first.getByText('Only this device is signed in.')).toBeVisible();
    await expect(signedOutDevices(first).getByRole('article', { name: 'iPhone' })).toBeVisible();
  });

  await test.step('nothing of the ended one gets in again', async () => {
    await second.goto('/');
    await expect(second).toHaveURL('/sign-in');
    const refused = await second.request.get('/v1/me');
    expect(refused.status()).toBe(401);
  });
}

test('a sign-in elsewhere appears in the open list by itself, as a question', async ({ person, openBrowser }) => {
  const first = await openBrowser();
  const third = await openBrowser({ on: 'Mac' });
  await signIn(first, person);
  await expect(first.getByText('Only this device is signed in.')).toBeVisible();
  await third.goto('/sign-in');
  await fillSignIn(third, person);
  await expect(first.getByText('A new computer signed in just now. Was it you?')).toBeVisible();
  await expect(device(first, 'Mac').getByText('New', { exact: true })).toBeVisible();

  await first.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(first.getByText('2 devices can get in.')).toBeVisible();
  await expect(device(first, 'Mac').getByText('New', { exact: true })).toHaveCount(0);
});

test('“No, shut it out” ends a new device with one press', async ({ person, openBrowser }) => {
  const first = await openBrowser();
  const stranger = await openBrowser({ on: 'iPhone' });
  await signIn(first, person);
  await signIn(stranger, person);
  await first.getByRole('button', { name: 'No, shut it out' }).click();
  await expectItIsOut(first);
  await expect(stranger).toHaveURL('/sign-in', { timeout: 1_000 });
});

test('all tabs of an ended browser go to the sign-in page', async ({ person, openBrowser }) => {
  const first = await openBrowser();
  const second = await openBrowser({ on: 'Mac' });
  await signIn(first, person);
  await signIn(second, person);
  const otherTab = await second.context().newPage();
  await otherTab.goto('/security');
  await expect(otherTab.getByRole('heading', { name: 'Sign-in & security' })).toBeVisible();
  await endWithTrashIcon(first, 'Mac');
  await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
  await expect(otherTab).toHaveURL('/sign-in?next=%2Fsecurity', { timeout: 1_000 });
});

test('the sheet says what will end, and Cancel ends nothing', async ({ person, openBrowser }) => {
  const first = await openBrowser();
  const second = await openBrowser({ on: 'Mac' });
  await signIn(first, person);
  await signIn(second, person);
  const sheet = await askToEnd(first, 'Mac');
  await expect(sheet.getByText('This ends:')).toBeVisible();
  await expect(sheet.getByText(/Safari 18 on macOS .*signed in since \d\d:\d\d/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toBeHidden();
  await second.reload();
  await expect(device(second, 'Mac').getByText('This device')).toBeVisible();
});

test('the trash icon of this device signs out here, and other devices stay', async ({ person, openBrowser }) => {
  const first = await openBrowser();
  const second = await openBrowser({ on: 'Mac' });
  await signIn(first, person);
  await signIn(second, person);
  await second.getByRole('button', { name: 'Sign out Mac' }).click();
  await second.getByRole('dialog', { name: 'Sign out here?' }).getByRole('button', { name: 'Sign out' }).click();
  await expect(second).toHaveURL('/sign-in');
  await expectSignInPage(second);
  await expect(signedOutDevices(first).getByRole('article', { name: 'Mac' })).toBeVisible();
  await expect(device(first, 'Windows computer').getByText('This device')).toBeVisible();
});
