import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoFaults, expectNoSidewaysScrolling } from '../src/journeys/axe.ts';
import { type Person, type RollcallWithClock, startRollcall } from '../src/journeys/rollcall.ts';
import { closeSheet, device, expectItIsOut, signIn } from '../src/journeys/steps.ts';
import { type BrowserWishes, expect, type OpenBrowser, test } from '../src/journeys/test.ts';
import { password } from '../src/test-server.ts';

type Language = 'en' | 'sv';
type Check = (page: Page, state: string) => Promise<void>;

interface View {
  readonly title: string;
  readonly language: Language;
  readonly wishes: BrowserWishes;
  readonly check: Check;
}

const wide = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };
const narrow = { width: 320, height: 640 };
const swedish = { locale: 'sv-SE' };

/** Motion would be measured half way: text that is still appearing is pale. */
const views: readonly View[] = [
  { title: 'in light on a wide screen', language: 'en', wishes: { viewport: wide }, check: expectNoFaults },
  {
    title: 'in the dark on a phone',
    language: 'en',
    wishes: { viewport: phone, colorScheme: 'dark' },
    check: expectNoFaults,
  },
  { title: 'in Swedish on a phone', language: 'sv', wishes: { viewport: phone, ...swedish }, check: expectNoFaults },
  { title: 'at 320 pixels', language: 'en', wishes: { viewport: narrow }, check: expectNoSidewaysScrolling },
  {
    title: 'in Swedish at 320 pixels',
    language: 'sv',
    wishes: { viewport: narrow, ...swedish },
    check: expectNoSidewaysScrolling,
  },
].map((view) => ({ ...view, wishes: { ...view.wishes, reducedMotion: 'reduce' } }) as View);

for (const view of views) {
  const fault = view.check === expectNoFaults ? 'has no fault' : 'never scrolls sideways';
  test(`${view.title} every door ${fault}`, async ({ openBrowser }) => {
    const rollcall = await startRollcall();
    await passTheDoors(await openBrowser({ ...view.wishes, at: rollcall }), rollcall.setUpLink, view);
    await rollcall.stop();
  });
  test(`${view.title} every page of an account ${fault}`, async ({ rollcallWithClock, openBrowser }) => {
    test.slow();
    await visitThePages(rollcallWithClock, openBrowser, view);
  });
  test(`${view.title} every page about users ${fault}`, async ({ rollcallWithClock, openBrowser }) => {
    test.slow();
    await visitTheUsers(rollcallWithClock, openBrowser, view);
  });
}

async function passTheDoors(page: Page, setUpLink: string, { language, check }: View): Promise<void> {
  const say = wordsOf(language);
  await page.goto(setUpLink);
  await expect(page.getByRole('button', { name: say('setUp.submit') })).toBeVisible();
  await check(page, 'set-up');
  await page.goto('/sign-in');
  await expect(page.getByText(say('signIn.setupTitle'))).toBeVisible();
  await check(page, 'sign-in before anybody has an account');
  await page.getByRole('textbox', { name: say('signIn.login') }).fill('nobody');
  await page.getByRole('textbox', { name: say('signIn.password') }).fill('not the password');
  await page.getByRole('button', { name: say('signIn.submit'), exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(say('problem.wrong_credentials'));
  await check(page, 'sign-in with a wrong password');
  await page.goto('/forgot');
  await page.getByRole('textbox', { name: say('forgot.login') }).fill('nobody');
  await check(page, 'forgot');
  await page.getByRole('button', { name: say('forgot.submit') }).click();
  await expect(page.getByText(say('forgot.sentTitle'))).toBeVisible();
  await check(page, 'a link was sent');
  await page.goto('/reset#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByRole('alert')).toContainText(say('link.unknown'));
  await check(page, 'reset with a dead link');
  await page.goto('/join#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByText(say('join.ask'))).toBeVisible();
  await check(page, 'an invitation with a dead link');
  await page.goto('/not-entered');
  await expect(page.getByRole('heading', { name: say('notEntered.title') })).toBeVisible();
  await check(page, 'the way to a host broke off');
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: say('notFound.title') })).toBeVisible();
  await check(page, 'nothing here');
}

async function visitThePages(rollcall: RollcallWithClock, openBrowser: OpenBrowser, view: View): Promise<void> {
  const { check, wishes } = view;
  const say = wordsOf(view.language);
  const person = await rollcall.newPerson();
  const page = await openBrowser({ ...wishes, at: rollcall });
  const other = await openBrowser({ ...wishes, at: rollcall, on: 'iPhone' });
  const enter = (page: Page) => enterAs(page, person, say);
  const press = (name: string, exact = true) => page.getByRole('button', { name, exact }).click();
  const sheet = page.getByRole('dialog');
  const linux = say('device.typed.computer', { system: 'Linux' });

  await enter(page);
  await check(page, 'one device');
  await rollcall.signInElsewhere(person);
  await enter(other);
  await expect(page.getByRole('article')).toHaveCount(3);
  await check(page, 'several devices, and a question');
  await press(say('devices.details', { device: 'iPhone' }));
  await expect(page.getByText(say('devices.firstSeen'))).toBeVisible();
  await press(say('devices.rename', { device: 'iPhone' }));
  await expect(page.getByRole('textbox', { name: say('devices.newName') })).toBeFocused();
  await check(page, 'an open device that is being renamed');
  await page.keyboard.press('Escape');
  await check(page, 'an open device');

  await press(say('devices.signOutThis', { device: linux }));
  await expect(sheet).toBeVisible();
  await check(page, 'the sheet that asks');
  await sheet.getByRole('button', { name: say('end.press.session'), exact: true }).click();
  await sheet.getByText(say('receipt.title')).click();
  await expect(sheet.getByText(say('receipt.nobodyWaitedOut'))).toBeVisible();
  await check(page, 'the sheet with the receipt');
  await closeSheet(page);
  for (const [path, title] of [
    ['/activity', say('activity.title')],
    ['/security', say('security.title')],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expect(page.getByText(say('common.loading'))).toHaveCount(0);
    await check(page, path);
  }

  rollcall.minutesPass(11);
  await page.goto('/');
  await press(say('devices.signOutThis', { device: 'iPhone' }));
  await sheet.getByRole('button', { name: say('end.press.session'), exact: true }).click();
  await expect(sheet.getByText(say('hold.title'))).toBeVisible();
  await check(page, 'the sheet that asks for a proof');
  await expect(other.getByText(say('signIn.held'))).toBeVisible();
  await check(other, 'the door of a held browser');
  await closeSheet(page);
  await expect(page.getByRole('button', { name: say('hold.confirm') })).toBeVisible();
  await check(page, 'a hold in the list');
  await press(say('hold.confirm'));
  await sheet.getByRole('textbox', { name: say('proof.password') }).fill(password);
  await sheet.getByRole('button', { name: say('end.final') }).click();
  await expect(page.getByRole('dialog', { name: say('end.done_one') })).toBeVisible();
  await other.goto('/sign-in');
  await expect(other.getByRole('link', { name: say('ending.notMe') })).toBeVisible();
  await check(other, 'sign-in after another device signed this one out');
}

async function enterAs(page: Page, person: Person, say: Say): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: say('signIn.login') }).fill(person.userName);
  await page.getByRole('textbox', { name: say('signIn.password') }).fill(person.password);
  await page.getByRole('button', { name: say('signIn.submit'), exact: true }).click();
  await expect(device(page, say('devices.badge.thisDevice'))).toBeVisible();
}

async function visitTheUsers(rollcall: RollcallWithClock, openBrowser: OpenBrowser, view: View): Promise<void> {
  const { check, wishes } = view;
  const say = wordsOf(view.language);
  const name = 'Maximilian Mustermann-Lindqvist';
  const member = await rollcall.newPerson(name);
  await rollcall.signInElsewhere(member);
  const page = await openBrowser({ ...wishes, at: rollcall });
  await enterAs(page, await rollcall.newPerson('Astrid Holm', 'administrator'), say);
  const press = (text: string) => page.getByRole('button', { name: text, exact: true }).click();
  const sheet = page.getByRole('dialog');

  await page.goto('/settings/users');
  await expect(page.getByRole('link', { name }).first()).toBeVisible();
  await check(page, 'users');
  await press(say('organization.users.invite'));
  await expect(sheet).toBeVisible();
  await check(page, 'the sheet that invites');
  await closeSheet(page);
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('tab')).toHaveCount(4);
  for (const tab of ['general', 'sessions', 'access', 'log']) {
    await page.getByRole('tab', { name: say(`organization.users.tabs.${tab}`), exact: true }).click();
    await expect(page.getByText(say('common.loading'))).toHaveCount(0);
    await check(page, `the tab ${tab}`);
  }
  await press(say('organization.lockOut.button'));
  await sheet.getByRole('radio', { name: say('organization.lockOut.later') }).check();
  await check(page, 'the sheet that locks out');
  await sheet
    .getByLabel(say('organization.lockOut.at'))
    .fill(new Date(rollcall.now() + 86_400_000).toISOString().slice(0, 16));
  await sheet.getByRole('button', { name: say('organization.lockOut.pressLater') }).click();
  await expect(page.getByRole('button', { name: say('organization.lockOut.cancel') })).toBeVisible();
  await check(page, 'a planned lock-out');
  await press(say('organization.lockOut.button'));
  await sheet.getByRole('button', { name: say('organization.lockOut.press'), exact: true }).click();
  await expect(sheet.getByText(say('receipt.title'))).toBeVisible();
  await check(page, 'the receipt of a lock-out');
  await closeSheet(page);
  await check(page, 'somebody who is locked out');
}

test('the keyboard alone opens, renames and ends a device', async ({ rollcall, person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await rollcall.signInElsewhere(person);
  await expect(page.getByRole('article')).toHaveCount(2);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const tabTo = async (name: string) => {
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(button(name)).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
  };

  await tabTo('Details of Linux computer');
  await page.keyboard.press('Enter');
  await expect(device(page, 'Linux computer').getByText('First seen')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(device(page, 'Linux computer').getByText('First seen')).toBeHidden();

  await tabTo('Rename Linux computer');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of this device' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('Rename Linux computer')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Attic');
  await page.keyboard.press('Enter');
  await expect(button('Rename Attic')).toBeFocused();

  await tabTo('Sign out Attic');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Sign out Attic?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button('Sign out Attic')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo('Sign out');
  await page.keyboard.press('Enter');
  await expectItIsOut(page);
});

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

function wordsOf(language: Language): Say {
  const file = new URL(`../../packages/react/src/locales/${language}.json`, import.meta.url);
  const catalog: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (key, values = {}) => {
    const found = key.split('.').reduce((part, name) => (part as Record<string, unknown>)[name], catalog);
    return String(found).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  };
}
