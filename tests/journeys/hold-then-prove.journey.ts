import type { Page } from '@playwright/test';
import type { RollcallWithClock } from '../src/journeys/rollcall.ts';
import { askToEnd, closeSheet, device, expectItIsOut, press, prove, signIn } from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';
import { password } from '../src/test-server.ts';

interface Pair {
  readonly first: Page;
  readonly second: Page;
}

/** A computer and a phone, both signed in for longer than a proof lasts. */
async function signedInLongAgo(rollcall: RollcallWithClock, openBrowser: OpenBrowser): Promise<Pair> {
  const person = await rollcall.newPerson();
  const first = await openBrowser({ at: rollcall, on: 'Windows computer' });
  const second = await openBrowser({ at: rollcall, on: 'iPhone' });
  await signIn(first, person);
  await signIn(second, person);
  rollcall.minutesPass(11);
  return { first, second };
}

/** The first press: the phone is held from then on, and stands before its door. */
async function pressAndHold({ first, second }: Pair): Promise<void> {
  const sheet = await askToEnd(first, 'iPhone');
  await press(sheet, 'Sign out');
  await expect(sheet.getByText('Held: refused until you confirm')).toBeVisible();
  await expect(second.getByText('This browser is held')).toBeVisible({ timeout: 1_000 });
}

test('the press holds at once, and the proof makes it final', async ({ rollcallWithClock, openBrowser }) => {
  const pair = await signedInLongAgo(rollcallWithClock, openBrowser);
  const { first, second } = pair;
  await pressAndHold(pair);
  await expect(second.getByText(/shut this browser out\. .* it works again at \d\d:\d\d/)).toBeVisible();

  const sheet = first.getByRole('dialog');
  await test.step('a wrong password proves nothing, and the hold stays', async () => {
    await prove(sheet, 'not the password', 'Make it final');
    await expect(sheet.getByRole('alert')).toContainText('That is not right');
    await expect(second.getByText('This browser is held')).toBeVisible();
  });
  await test.step('the right one makes it final', async () => {
    await prove(sheet, password, 'Make it final');
    await expectItIsOut(first);
    await closeSheet(first);
    await expect(first.getByText('Only this device is signed in.')).toBeVisible();
  });
  await test.step('the phone cannot come back by itself any more', async () => {
    await second.reload();
    await expect(second.getByText(/Windows computer signed this browser out/)).toBeVisible();
  });
});

test('“Take back” lets it in again', async ({ rollcallWithClock, openBrowser }) => {
  const pair = await signedInLongAgo(rollcallWithClock, openBrowser);
  const { first, second } = pair;
  await pressAndHold(pair);
  await first.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(first.getByText('Taken back. It works again.')).toBeVisible();
  await expect(first.getByText('Held: refused until you confirm')).toHaveCount(0);
  await second.goto('/');
  await expect(device(second, 'iPhone').getByText('This device')).toBeVisible();
});

test('a hold that was left open waits in a banner, and is confirmed from there', async ({
  rollcallWithClock,
  openBrowser,
}) => {
  const pair = await signedInLongAgo(rollcallWithClock, openBrowser);
  const { first, second } = pair;
  await pressAndHold(pair);
  await closeSheet(first);
  await expect(first.getByText(/iPhone is out right now\. .* it works again at \d\d:\d\d/)).toBeVisible();
  await first.reload();
  await first.getByRole('button', { name: 'Confirm it’s you' }).click();
  await prove(first.getByRole('dialog', { name: 'Sign out iPhone?' }), password, 'Make it final');
  await expectItIsOut(first);
  await second.reload();
  await expect(second.getByText(/Windows computer signed this browser out/)).toBeVisible();
});

test('the held device lifts the hold with its password', async ({ rollcallWithClock, openBrowser }) => {
  const pair = await signedInLongAgo(rollcallWithClock, openBrowser);
  const { first, second } = pair;
  await pressAndHold(pair);
  await second.getByRole('textbox', { name: 'Password of Anna Lind' }).fill(password);
  await second.getByRole('button', { name: 'Lift the hold' }).click();
  await expect(device(second, 'iPhone').getByText('This device')).toBeVisible();
  await closeSheet(first);
  await expect(device(first, 'iPhone')).toBeVisible();
  await expect(device(first, 'iPhone')).not.toContainText('Held');
});

test('unproven, it lapses after 15 minutes', async ({ rollcallWithClock, openBrowser }) => {
  const pair = await signedInLongAgo(rollcallWithClock, openBrowser);
  const { first, second } = pair;
  await pressAndHold(pair);
  rollcallWithClock.minutesPass(14);
  await second.goto('/');
  await expect(second.getByText('This browser is held')).toBeVisible();
  rollcallWithClock.minutesPass(2);
  await second.goto('/');
  await expect(device(second, 'iPhone').getByText('This device')).toBeVisible();
  await first.reload();
  await expect(first.getByText('2 devices can get in.')).toBeVisible();
  await expect(first.getByText('Held: refused until you confirm')).toHaveCount(0);
});

test('while something is held, ending something else asks for the proof first', async ({
  rollcallWithClock,
  openBrowser,
}) => {
  const person = await rollcallWithClock.newPerson();
  const first = await openBrowser({ at: rollcallWithClock });
  await signIn(first, person);
  await rollcallWithClock.signInElsewhere(person);
  const second = await openBrowser({ at: rollcallWithClock, on: 'iPhone' });
  await signIn(second, person);
  rollcallWithClock.minutesPass(11);
  await pressAndHold({ first, second });
  await closeSheet(first);
  const sheet = await askToEnd(first, 'Linux computer');
  await press(sheet, 'Sign out');
  await expect(sheet.getByText('Something is held already and waits for your confirmation.')).toBeVisible();
  await prove(sheet, password, 'Sign out');
  await expectItIsOut(first);
});
