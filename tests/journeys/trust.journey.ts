import type { Page } from '@playwright/test';
import { expectNoFaults } from '../src/journeys/axe.ts';
import { type App, enrolApp, expectSecondStep, typeCode } from '../src/journeys/factor-steps.ts';
import { type Person, type RollcallWithClock, startRollcallWithClock } from '../src/journeys/rollcall.ts';
import { device, expectSignInPage, fillSignIn, press, signIn } from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';

test.slow();

const trustBox = 'Don’t ask for a code on this device for 30 days';

async function signOut(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: /^Sign out Windows computer/ }).click();
  await press(page.getByRole('dialog'), 'Sign out');
  await expectSignInPage(page);
}

/** A computer that is trusted, signed in by its trust, and a phone that signed in with a code. */
async function trusted(rollcall: RollcallWithClock, openBrowser: OpenBrowser, name?: string) {
  const person = await rollcall.newPerson(name);
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  const app = await enrolApp(page, rollcall);
  await signOut(page);
  await trustHere(page, person, app);
  return { person, page, app };
}

async function trustHere(page: Page, person: Person, app: App): Promise<void> {
  await fillSignIn(page, person);
  const box = page.getByRole('checkbox', { name: trustBox });
  await expect(box).not.toBeChecked();
  await box.check();
  await typeCode(page, app.nextCode());
  await expect(device(page, 'This device')).toBeVisible();
}

test('a trusted device goes without the code, until its owner asks for it again', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const { person, page } = await trusted(rollcall, openBrowser);
  await expect(page.getByText(/^No code asked here until /)).toBeVisible();
  await signOut(page);
  await fillSignIn(page, person);
  await expect(device(page, 'This device')).toBeVisible();

  await page.getByRole('button', { name: 'Details of Windows computer' }).click();
  await page.getByRole('button', { name: 'Ask for the code again' }).click();
  await expect(page.getByText('Windows computer is asked for the code again.')).toBeVisible();
  await expect(page.getByText(/^No code asked here until /)).toHaveCount(0);
  await signOut(page);
  await fillSignIn(page, person);
  await expectSecondStep(page);
});

test('a change of factors ends trust everywhere', async ({ rollcallWithClock: rollcall, openBrowser }) => {
  const { person, page } = await trusted(rollcall, openBrowser);
  await page.goto('/security');
  await page.getByRole('button', { name: 'Make recovery codes' }).click();
  await press(page.getByRole('dialog', { name: 'Recovery codes' }), 'I have kept them');
  await expect(page.getByText('No device goes without a code any more')).toBeVisible();
  await signOut(page);
  await fillSignIn(page, person);
  await expectSecondStep(page);
});

test('helpdesk revokes the trust of a member’s device; the member stays in, and is asked for the code at the next sign-in', async ({
  rollcallWithClock: rollcall,
  openBrowser,
}) => {
  const { person, page: theirs } = await trusted(rollcall, openBrowser, 'Tova Trygg');
  const page = await openBrowser({ at: rollcall });
  await signIn(page, await rollcall.newPerson('Hedda Lund', 'helpdesk'));
  await page.goto('/settings/sessions');
  await page.getByRole('tab', { name: 'Devices' }).click();
  await page.getByRole('searchbox', { name: 'Search by name or login' }).fill('tova');
  const row = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'Tova Trygg' });
  await expect(row).toContainText('No code asked here until');
  await row.getByRole('button', { name: 'Revoke trust of Windows computer, Tova Trygg' }).click();
  const sheet = page.getByRole('dialog', { name: 'Revoke trust of Windows computer?' });
  await expect(sheet).toContainText('Tova Trygg is asked for the code again');
  await expectNoFaults(page, 'the question before trust is revoked');
  await press(sheet, 'Revoke trust');
  await expect(sheet).toBeHidden();
  await expect(page.getByText('Trust is revoked.')).toBeVisible();
  await expect(row).not.toContainText('No code asked here until');

  await theirs.getByRole('link', { name: 'Activity' }).click();
  await expect(theirs.getByRole('listitem').filter({ hasText: 'by Hedda Lund' })).toBeVisible();
  await signOut(theirs);
  await fillSignIn(theirs, person);
  await expectSecondStep(theirs);
});

test('where the policy trusts nobody, nobody is offered it', async ({ openBrowser }) => {
  const rollcall = await startRollcallWithClock();
  const person = await rollcall.newPerson();
  const page = await openBrowser({ at: rollcall });
  await signIn(page, person);
  await enrolApp(page, rollcall);
  await rollcall.operator('PATCH', '/operator/policy', { secondFactor: 'always' });
  await signOut(page);
  await fillSignIn(page, person);
  await expectSecondStep(page);
  await expect(page.getByRole('checkbox', { name: /ask for a code/ })).toHaveCount(0);
  await page.context().close();
  await rollcall.stop();
});
