import { expectNoFaults, expectNoSidewaysScrolling } from '../src/journeys/axe.ts';
import { prove, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

test('an administrator sees whom a stricter policy signs out, saves it, and it holds', async ({
  newRollcallWithClock,
  openBrowser,
}) => {
  const rollcall = await newRollcallWithClock();
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const member = await rollcall.newPerson('Mats Ek');
  const theirs = await rollcall.signInElsewhere(member);
  rollcall.minutesPass(70);
  const page = await openBrowser({ at: rollcall });
  await signIn(page, administrator);
  await page.goto('/settings/policies');
  await expect(page.getByRole('heading', { name: 'Policies', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: /^Work \(AAL2\)/ }).click();
  await expect(page.getByLabel('Signed out when not used for', { exact: true })).toHaveValue('1');
  await page.getByLabel('The second step is').selectOption('off');
  await page.getByRole('button', { name: 'Look at what this will do' }).click();
  const sheet = page.getByRole('dialog', { name: 'What this will do' });
  await expect(sheet).toContainText('1 sign-in ends, because it was not used for so long: Mats Ek');
  // Asked for in a way that is no use of it.
  expect((await theirs.send('GET', '/v1/ending')).json()).toMatchObject({ state: 'active' });
  rollcall.minutesPass(50);

  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Look at what this will do' }).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await prove(page.getByRole('dialog', { name: 'Confirm it’s you' }), administrator.password, 'Confirm');
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeAttached();
  expect((await theirs.send('GET', '/v1/verify')).status).toBe(401);
});

test('whoever would shut themselves out has to say that they know', async ({ rollcall, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, await rollcall.newPerson('Astrid Holm', 'administrator'));
  await page.goto('/settings/policies');
  await page.getByLabel('People may get in from').fill('192.0.2.0/24');
  await page.getByRole('button', { name: 'Look at what this will do' }).click();
  const sheet = page.getByRole('dialog', { name: 'What this will do' });
  await expect(sheet).toContainText('You would shut yourself out');
  await expect(sheet.getByRole('button', { name: 'Save' })).toBeDisabled();
  await sheet.getByLabel('I know, and get in from one of these networks').check();
  await expect(sheet.getByRole('button', { name: 'Save' })).toBeEnabled();
  await sheet.getByRole('button', { name: 'Cancel' }).click();

  await page.getByLabel('People may get in from').fill('192.0.2.0/33');
  await page.getByRole('button', { name: 'Look at what this will do' }).click();
  await expect(page.getByRole('alert')).toContainText('out of bounds');
});

test('an auditor reads the policies and cannot change them; the sign-in page offers what they allow', async ({
  newRollcall,
  openBrowser,
}) => {
  const rollcall = await newRollcall();
  await rollcall.newPerson();
  await rollcall.operator('PATCH', '/operator/policy', { keepSignedIn: 'refused' });
  const page = await openBrowser({ at: rollcall });
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByRole('checkbox')).toBeHidden();
  await signIn(page, await rollcall.newPerson('Berit Ask', 'auditor'));
  await page.goto('/settings/policies');
  await expect(page.getByText('You can see the policies here, not change them.')).toBeVisible();
  await expect(page.getByLabel('“Keep me signed in”', { exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Look at what this will do' })).toBeHidden();
});

test('in the dark, in Swedish, on a phone and at 320 pixels the page and its preview have no fault', async ({
  rollcall,
  openBrowser,
}) => {
  const administrator = await rollcall.newPerson('Astrid Holm', 'administrator');
  const swedish = { locale: 'sv-SE', colorScheme: 'dark', reducedMotion: 'reduce' } as const;
  const page = await openBrowser({ ...swedish, viewport: { width: 360, height: 740 } });
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Användarnamn eller e-post' }).fill(administrator.userName);
  await page.getByRole('textbox', { name: 'Lösenord' }).fill(administrator.password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Enheter', level: 1 })).toBeVisible();
  await page.goto('/settings/policies');
  await expect(page.getByRole('heading', { name: 'Regler', level: 1 })).toBeVisible();
  await expectNoFaults(page, 'policies');
  await page.getByLabel('Personer får komma in från').fill('192.0.2.0/24');
  await page.getByRole('button', { name: 'Se vad det här leder till' }).click();
  await expect(page.getByRole('dialog')).toContainText('Du skulle stänga ute dig själv');
  await expectNoFaults(page, 'preview of policies');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(page, 'preview of policies');
});
