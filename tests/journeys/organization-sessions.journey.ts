import { signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

test('an administrator finds everybody’s sessions, and a member is told which permission is missing', async ({
  rollcall,
  openBrowser,
}) => {
  const [administrator, member] = [
    await rollcall.newPerson('Astrid Holm', 'administrator'),
    await rollcall.newPerson('Mats Ek'),
  ];
  const theirs = await openBrowser({ on: 'iPhone' });
  await signIn(theirs, member);
  const page = await openBrowser();
  await signIn(page, administrator);
  await page.getByRole('link', { name: 'Organization' }).click();
  await expect(page.getByRole('heading', { name: 'Sessions & Devices', level: 1 })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Mats Ek' })).toContainText('iOS');
  await expect(page.getByRole('listitem').filter({ hasText: 'Astrid Holm' })).toContainText('You, here');

  await expect(theirs.getByRole('link', { name: 'Organization' })).toBeHidden();
  await theirs.goto('/settings/sessions');
  await expect(theirs.getByRole('heading', { name: 'You cannot see this page' })).toBeVisible();
  await expect(theirs.getByText('platform.sessions.view')).toBeVisible();
});
