import type { Locator, Page } from '@playwright/test';
import { codeOf } from '../authenticator-app.ts';
import type { RollcallWithClock } from './rollcall.ts';
import { press } from './steps.ts';
import { expect } from './test.ts';

/** An authenticator app that was told a secret. */
export interface App {
  /** What it shows now; minutes later than the last, because a code is good once. */
  nextCode(): string;
}

function appWith(secret: string, { minutesPass, now }: Pick<RollcallWithClock, 'minutesPass' | 'now'>): App {
  return {
    nextCode() {
      minutesPass(1);
      return codeOf(secret.replaceAll(/\s/g, ''), now());
    },
  };
}

/** Types the secret from the page into an app, and the app's first code into the page. */
export async function setUpApp(place: Locator | Page, rollcall: RollcallWithClock): Promise<App> {
  await expect(place.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const secret = await place.getByRole('code').innerText();
  const app = appWith(secret, rollcall);
  await place.getByRole('textbox', { name: 'Code from your authenticator app' }).fill(app.nextCode());
  return app;
}

/** Enrols an app on the security page. */
export async function enrolApp(page: Page, rollcall: RollcallWithClock): Promise<App> {
  await page.goto('/security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const sheet = page.getByRole('dialog', { name: 'Set up an authenticator app' });
  const app = await setUpApp(sheet, rollcall);
  await press(sheet, 'Confirm');
  await expect(page.getByText('The authenticator app is confirmed.')).toBeVisible();
  return app;
}

export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto('/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('textbox', { name: 'Name of this way to sign in' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passkey is added.')).toBeVisible();
}

/** Makes recovery codes on the security page. */
export async function makeCodes(page: Page): Promise<string[]> {
  await page.goto('/security');
  await page.getByRole('button', { name: 'Make recovery codes' }).click();
  const sheet = page.getByRole('dialog', { name: 'Recovery codes' });
  const codes = await sheet.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  await press(sheet, 'I have kept them');
  return codes;
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code from your authenticator app' }).fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function expectSecondStep(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'One more step', level: 1 })).toBeVisible();
}
