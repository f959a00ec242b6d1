import type { Locator, Page } from '@playwright/test';
import type { Person, Rollcall } from './rollcall.ts';
import { expect } from './test.ts';

export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, person);
  await expect(device(page, 'This device')).toBeVisible();
}

export async function fillSignIn(
  page: Page,
  { userName, password }: Pick<Person, 'userName' | 'password'>,
): Promise<void> {
  await page.getByRole('textbox', { name: 'User name or e-mail' }).fill(userName);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The card of the device that shows this text: its name, or a badge. */
export function device(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text });
}

/** The devices that are known but cannot get in. */
export function signedOutDevices(page: Page): Locator {
  return page.getByRole('region', { name: 'Known, but signed out' });
}

/** Presses the trash icon of a device; returns the sheet that asks. */
export async function askToEnd(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Sign out ${name}` }).click();
  await expect(page.getByRole('dialog', { name: `Sign out ${name}?` })).toBeVisible();
  return page.getByRole('dialog');
}

/** Presses the button of the sheet that ends what it names. */
export async function press(sheet: Locator, name: string): Promise<void> {
  await sheet.getByRole('button', { name, exact: true }).click();
}

/** Ends a device's session, with a proof that is still fresh; the sheet with the receipt stays open. */
export async function endWithTrashIcon(page: Page, name: string): Promise<void> {
  await press(await askToEnd(page, name), 'Sign out');
  await expectItIsOut(page);
}

export async function expectItIsOut(page: Page): Promise<void> {
  await expect(page.getByRole('dialog', { name: 'It is out.' })).toBeVisible();
}

export async function prove(sheet: Locator, password: string, button: string): Promise<void> {
  await sheet.getByRole('textbox', { name: 'Your password' }).fill(password);
  await press(sheet, button);
}

export async function closeSheet(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

export async function expectSignInPage(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
}

/** Adds an address and verifies it with the mailed link. */
export async function verifyAddress(rollcall: Rollcall, page: Page, email: string): Promise<void> {
  await page.goto('/security');
  await page.getByRole('textbox', { name: 'New e-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`We sent a mail to ${email}. Open the link in it to finish.`)).toBeVisible();
  await page.goto(await linkMailedTo(rollcall, email, 'Confirm your e-mail address'));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The address is verified')).toBeVisible();
}

/** The link in the newest mail to somebody with this subject; waits until it is there. */
export async function linkMailedTo(rollcall: Rollcall, email: string, subject: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const mail = rollcall.mails.findLast(
      ({ to, subject: found }) => found === subject && addressesOf(to).includes(email),
    );
    link = /http\S+#\S+/.exec(mail?.text ?? '')?.[0];
    expect(link, `a mail “${subject}” to ${email}`).toBeDefined();
  }).toPass();
  return link ?? '';
}

type To = Rollcall['mails'][number]['to'];

export function addressesOf(to: To): (string | undefined)[] {
  return [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
}
