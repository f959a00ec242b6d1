import { device, expectSignInPage } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

test('the link out of the terminal makes the first account, once', async ({ newRollcall, openBrowser }) => {
  const rollcall = await newRollcall();
  const page = await openBrowser({ at: rollcall });

  await test.step('before it, the sign-in page says where the link is', async () => {
    await page.goto('/');
    await expectSignInPage(page);
    await expect(page.getByText('Nobody has an account here yet')).toBeVisible();
  });

  await test.step('the link leads to the form, and its secret leaves the address bar', async () => {
    await page.goto(rollcall.setUpLink);
    await expect(page.getByRole('heading', { name: 'Set up Rollcall' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    expect(page.url()).toBe(`${rollcall.origin}/set-up`);
  });

  await test.step('a password that everybody uses is refused, and nothing typed is lost', async () => {
    await page.getByRole('textbox', { name: 'Your name' }).fill('Anna Lind');
    await page.getByRole('textbox', { name: 'User name' }).fill('anna');
    await page.getByRole('textbox', { name: 'Password' }).fill('password123');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByText('Too many people use this one')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('anna');
  });

  await test.step('a good one makes the account, and its owner is signed in and alone', async () => {
    await page.getByRole('textbox', { name: 'Password' }).fill('three quiet lighthouses');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByText('Only this device is signed in.')).toBeVisible();
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('article')).toHaveCount(1);
    await expect(device(page, 'Windows computer').getByText('This device')).toBeVisible();
    await expect(page.getByRole('button', { name: /Sign out all other devices/ })).toHaveCount(0);
  });

  await test.step('the session lasts beyond a reload', async () => {
    await page.reload();
    await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  });

  await test.step('opened again, the link says that it was used', async () => {
    const stranger = await openBrowser({ at: rollcall });
    await stranger.goto(rollcall.setUpLink);
    await expect(stranger.getByRole('alert')).toContainText('This link was used just now');
    await expect(stranger.getByRole('link', { name: 'To the sign-in page' })).toBeVisible();
    await expect(stranger.getByRole('button', { name: 'Make the account' })).toHaveCount(0);
  });
});

test('a link that was cut off says so', async ({ openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/set-up');
  await expect(page.getByRole('alert')).toContainText('This address lacks the secret part of the link');
});

test('a link that was never made says so', async ({ openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/set-up#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByRole('alert')).toContainText('This link is not known here');
});
