import type { Page } from '@playwright/test';
import { sessionCookie } from '../../packages/server/src/cookies.ts';
import { startRollcall } from '../src/journeys/rollcall.ts';
import { device, expectSignInPage, fillSignIn, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

test('a wrong password is refused in words, and the name stays typed', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await fillSignIn(page, { ...person, password: 'not the password' });
  await expect(page.getByRole('alert')).toContainText('That is not right. Check what you typed');
  await expect(page.getByRole('textbox', { name: 'User name or e-mail' })).toHaveValue(person.userName);
  await expect(page).toHaveURL('/sign-in');

  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(device(page, 'This device')).toBeVisible();
});

test('a name that nobody has is refused in the same words', async ({ openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await fillSignIn(page, { userName: 'nobody.here', password: 'not the password' });
  await expect(page.getByRole('alert')).toContainText('That is not right. Check what you typed');
});

test('after many wrong tries the page says when to try again', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await expect(async () => {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await fillSignIn(page, { ...person, password: 'not the password' });
    expect((await answered).status()).toBe(429);
  }).toPass({ intervals: [0] });
  await expect(page.getByRole('alert')).toHaveText(
    /^Too many tries\. Nothing was lost\. Try again in \d+ (?:second|minute)s?\.$/,
  );
  await expect(page.getByRole('textbox', { name: 'User name or e-mail' })).toHaveValue(person.userName);
});

for (const stranger of ['//example.org', '/\\example.org', 'https:example.org', 'javascript:alert(1)']) {
  test(`a sign-in page that is to lead on to ${stranger} leads home`, async ({ person, openBrowser }) => {
    const page = await openBrowser();
    await page.goto(`/sign-in?next=${encodeURIComponent(stranger)}`);
    await fillSignIn(page, person);
    await expect(device(page, 'This device')).toBeVisible();
    await expect(page).toHaveURL('/');
  });
}

test('whoever wanted a page and had to sign in first gets to that page', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/activity');
  await expectSignInPage(page);
  await expect(page).toHaveURL('/sign-in?next=%2Factivity');
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  await expect(page).toHaveURL('/activity');
});

test('whoever is signed in is not asked again', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await page.goto('/sign-in?next=/security');
  await expect(page.getByRole('heading', { name: 'Sign-in & security', level: 1 })).toBeVisible();
});

test('an address without a page says so, to people and to programs', async ({ openBrowser }) => {
  const page = await openBrowser();
  expect((await page.goto('/nowhere'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'To your devices', exact: true })).toHaveAttribute('href', '/');
  const answer = await page.request.get('/nowhere');
  expect(answer.status()).toBe(404);
});

test('unless wished otherwise, the browser forgets the session when it closes', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await expect(page.getByRole('checkbox', { name: 'Keep me signed in' })).not.toBeChecked();
  await fillSignIn(page, person);
  await expect(device(page, 'This device')).toBeVisible();
  expect(await sessionCookieIn(page)).toMatchObject({ expires: -1, httpOnly: true, secure: true, sameSite: 'Lax' });
});

test('“Keep me signed in” gives the session’s cookie a date', async ({ person, openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await page.getByRole('checkbox', { name: 'Keep me signed in' }).check();
  await fillSignIn(page, person);
  await expect(device(page, 'This device')).toBeVisible();
  const kept = await sessionCookieIn(page);
  const tomorrow = Date.now() / 1_000 + 24 * 60 * 60;
  expect(kept?.expires).toBeGreaterThan(tomorrow);
});

async function sessionCookieIn(page: Page) {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name === sessionCookie);
}

test('where no mail is sent, the page for forgotten passwords says who can help', async ({ openBrowser }) => {
  const rollcall = await startRollcall({ sendsMail: false });
  const page = await openBrowser({ at: rollcall });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot the password', level: 1 })).toBeVisible();
  await expect(
    page.getByText(
      'This installation sends no mail. Ask the people who run it for a reset link: they make one at the command line.',
    ),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send the link' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Back to the sign-in page' }).click();
  await expectSignInPage(page);
  // It goes on asking: what is being signed in with, and for what a passkey would need.
  await page.close();
  await rollcall.stop();
});
