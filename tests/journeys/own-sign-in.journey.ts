import type { AnswerOf } from '@rollcall/api';
import { sessionCookie } from '../src/browser.ts';
import { type Acme, ada, startAcme } from '../src/journeys/acme.ts';
import { expectNoFaults, expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import { askToEnd, device, press } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

const pixel = { type: 'mobile_app', name: 'Acme for Android', model: 'Pixel 9' } as const;

let acme: Acme;
let pages: string;

/** The pages here, from which the journey leads to the application. */
const place = () => ({ origin: pages, asks: acme.origin });

test.beforeAll(async ({ rollcall }) => {
  pages = rollcall.origin;
  acme = await startAcme(rollcall);
});
test.afterAll(() => acme.stop());

test('an application hands somebody over, who shuts an app out, proves it there, and goes back', async ({
  openBrowser,
}) => {
  const phone = await acme.service.signIn(ada.externalId, { displayName: ada.displayName, client: pixel });
  const page = await openBrowser({ at: place() });
  const { name } = acme.service;

  await test.step('the link names the account, and nothing happens before the press', async () => {
    await page.goto(acme.origin);
    await page.getByRole('link', { name: 'My devices' }).click();
    await expect(page.getByText(`${name} sent you here`)).toBeVisible();
    await expect(page).toHaveURL('/enter');
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: `Continue as ${ada.displayName}` }).click();
    await expect(device(page, 'This device')).toBeVisible();
  });

  await test.step('the app is a device of its own, under its own name', async () => {
    await expect(page.getByRole('region', { name: 'Devices and programs' })).toContainText('Pixel 9');
    await expect(device(page, 'Pixel 9')).toContainText('Acme for Android on Pixel 9');
  });

  await test.step('what is pressed is held, and made final once the application has asked', async () => {
    const sheet = await askToEnd(page, 'Pixel 9');
    await press(sheet, 'Sign out');
    await expect(sheet.getByText('Held: refused until you confirm')).toBeVisible();
    expect(await acme.service.verify(phone.token)).toEqual({ active: false });
    await press(sheet, `Confirm with ${name}`);
    await expect(page.getByRole('heading', { name: 'Acme asks who you are' })).toBeVisible();
    await page.getByRole('button', { name: 'It is me' }).click();
    await expect(page.getByText('It is out.')).toBeVisible();
    await expect(page).toHaveURL(/\/confirm\?request=/);
  });

  await test.step('the secret of the answer is out of the address bar, and nothing is finished without it', async () => {
    expect(new URL(page.url()).hash).toBe('');
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('This address lacks its last part');
  });

  await test.step('the history says who did what', async () => {
    await page.getByRole('link', { name: 'Activity' }).click();
    await expect(page.getByText(`${name} confirmed who you are`)).toBeVisible();
    await expect(page.getByText(`${name} signed you in`).first()).toBeVisible();
  });

  await test.step('and there is a way back', async () => {
    await page.getByRole('link', { name: `Back to ${name}` }).click();
    await expect(page).toHaveURL(`${acme.origin}/`);
  });
});

test('what a thief pressed in a copy of the session does not become final by its owner’s proof', async ({
  openBrowser,
  rollcall,
}) => {
  const phone = await acme.service.signIn(ada.externalId, { displayName: ada.displayName, client: pixel });
  const page = await openBrowser({ at: place() });
  await page.goto(`${acme.origin}/devices`);
  await page.getByRole('button', { name: `Continue as ${ada.displayName}` }).click();
  await expect(device(page, 'This device')).toBeVisible();
  const stolen = (await page.context().cookies()).find(({ name }) => name === sessionCookie)?.value ?? '';
  const asThief = async <Answer>(path: string, body?: object) => {
    const headers = { authorization: `Bearer ${stolen}`, 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return (await (await fetch(`${rollcall.origin}${path}`, sent)).json()) as Answer;
  };
  type Pressed = AnswerOf<'POST /v1/me/sessions/:id/revocation'>;
  const { hold } = await asThief<Pressed>(`/v1/me/sessions/${phone.session.id}/revocation`);
  const asked = await asThief<{ url: string }>('/v1/me/re-authentication-requests', { holdId: hold?.id });

  await page.goto(asked.url);
  await page.getByRole('button', { name: 'It is me' }).click();
  await expect(page.getByRole('alert')).toContainText('Something waits to be made final');
  await expectNoFaults(page, 'the page for a proof that was asked for elsewhere');
  await page.getByRole('link', { name: 'To your devices', exact: true }).click();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect.poll(() => acme.service.verify(phone.token)).toMatchObject({ active: true });
});

test('a browser that was shut out by mistake comes back by a proof at its application', async ({ openBrowser }) => {
  const [page, other] = [await openBrowser({ at: place() }), await openBrowser({ at: place() })];
  for (const one of [page, other]) {
    await one.goto(`${acme.origin}/devices`);
    await one.getByRole('button', { name: `Continue as ${ada.displayName}` }).click();
    await expect(device(one, 'This device')).toBeVisible();
  }
  const { origin } = new URL(other.url());
  await page.getByRole('button', { name: /^Sign out all other devices/ }).click();
  await press(page.getByRole('dialog'), 'Sign out all others');
  await expect(page.getByRole('dialog').getByText('Held: refused until you confirm')).toBeVisible();
  await other.goto(`${origin}/sign-in`);
  await expect(other.getByText('This browser is held')).toBeVisible();
  await expectNoFaults(other, 'the page of a held browser whose application signs in');
  await other.getByRole('button', { name: `Confirm with ${acme.service.name}` }).click();
  await other.getByRole('button', { name: 'It is me' }).click();
  await expect(device(other, 'This device')).toBeVisible();
  expect(new URL(other.url()).hash).toBe('');
});

test('a used link says so, and where to go', async ({ openBrowser }) => {
  const { externalId } = ada;
  await acme.service.signIn(externalId, { displayName: ada.displayName });
  const { url } = await acme.service.ask<{ url: string }>('POST', '/v1/service/links', { externalId });
  const page = await openBrowser();
  await page.goto(url);
  await page.getByRole('button', { name: `Continue as ${ada.displayName}` }).click();
  await expect(device(page, 'This device')).toBeVisible();
  const again = await openBrowser();
  await again.goto(url);
  await expect(again.getByText('This link was used')).toBeVisible();
  await expect(again.getByText('Go back to the application that sent you')).toBeVisible();
});

test('the pages for whom a service signs in have no fault of accessibility, and show no password', async ({
  openBrowser,
}) => {
  test.slow();
  const page = await openBrowser({ at: place(), reducedMotion: 'reduce' });
  await page.goto(`${acme.origin}/devices`);
  await expect(page.getByRole('button', { name: `Continue as ${ada.displayName}` })).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the link');
  await page.getByRole('button', { name: `Continue as ${ada.displayName}` }).click();
  await expect(device(page, 'This device')).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the devices');
  await page.goto('/security');
  await expect(page.getByText(`${acme.service.name} signs you in.`)).toBeVisible();
  await expect(page.getByLabel('Current password')).toHaveCount(0);
  await expectNoFaultsInAnyView(page, 'the security page');
  await page.goto('/confirm');
  await expect(page.getByText('This address lacks its last part')).toBeVisible();
  await expectNoFaultsInAnyView(page, 'the page for proofs');
});
