import type { Locator, Page } from '@playwright/test';
import type { AnswerOf } from '@rollcall/api';
import type { TestBrowser } from '../src/browser.ts';
import { type Example, startExample } from '../src/example.ts';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import { expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import type { Person, Rollcall, RollcallWithClock } from '../src/journeys/rollcall.ts';
import {
  askToEnd,
  closeSheet,
  device,
  endWithTrashIcon,
  expectItIsOut,
  press,
  prove,
  signedOutDevices,
} from '../src/journeys/steps.ts';
import { expect, test as journey } from '../src/journeys/test.ts';
import { trustDevice } from '../src/trust-device.ts';

/** The application under examples/react, whose pages reach Rollcall by a path of their own origin. */
const test = journey.extend<{ readonly anna: Person }, { readonly toolshed: Example }>({
  toolshed: [
    async ({ rollcallWithClock }, use) => {
      const example = await startExample('react', { ROLLCALL_URL: rollcallWithClock.origin });
      await use(example);
      await example.stop();
    },
    { scope: 'worker' },
  ],
  anna: async ({ rollcallWithClock }, use) => use(await rollcallWithClock.newPerson()),
});

/** Through the application's own form. */
async function enter(page: Page, { userName, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox').first().fill(userName);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('main').getByRole('button').click();
  await expect(page).toHaveURL('/');
}

/** Signs in elsewhere from a device that is asked for no code from now on; returns its browser. */
async function trusting(rollcall: RollcallWithClock, person: Person): Promise<TestBrowser> {
  const browser = await rollcall.signInElsewhere(person);
  const clock = { now: () => rollcall.now(), pass: (ms: number) => rollcall.minutesPass(ms / 60_000) };
  await trustDevice({ clock }, browser, person.userName);
  return browser;
}

async function openDevices(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Your account' }).click();
  await expect(device(page, 'This device')).toBeVisible();
}

test('an application shows administrators everybody’s sessions in an interface of its own, ends one there, and has a code asked for again', async ({
  rollcallWithClock,
  toolshed,
  anna,
  openBrowser,
}) => {
  const astrid = await rollcallWithClock.newPerson('Astrid Holm', 'administrator');
  const theirs = await rollcallWithClock.signInElsewhere(await rollcallWithClock.newPerson('Mats Ek'));
  const tilda = await rollcallWithClock.newPerson('Tilda Trygg');
  const trusted = await trusting(rollcallWithClock, tilda);
  const page = await openBrowser({ at: toolshed });
  await enter(page, astrid);
  await page.getByRole('link', { name: 'Neighbors' }).click();
  await expect(page.getByText(/^Signed in right now: \d+, on \d+ devices\.$/)).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: 'Mats Ek' });
  await card.getByRole('button', { name: 'Sign out' }).click();
  await expect(card).toHaveCount(0);
  expect((await theirs.send('GET', '/v1/me')).status).toBe(401);
  const untrust = page
    .getByRole('listitem')
    .filter({ hasText: 'Tilda Trygg' })
    .getByRole('button', { name: 'Ask for the code again' });
  await untrust.click();
  await expect(untrust).toHaveCount(0);
  const { userName: login, password } = tilda;
  const { step } = await trusted.ask<AnswerOf<'POST /v1/sign-in'>>('POST', '/v1/sign-in', { login, password });
  expect(step).not.toBeNull();
  await page.getByRole('textbox', { name: 'Name of the neighborhood' }).fill('Elsewhere');
  await page.getByRole('button', { name: 'Sign everybody out' }).click();
  await expect(page.getByText('Nothing was ended.')).toBeVisible();

  const member = await openBrowser({ at: toolshed });
  await enter(member, anna);
  await expect(member.getByRole('link', { name: 'Your account' })).toBeVisible();
  await expect(member.getByRole('link', { name: 'Neighbors' })).toHaveCount(0);
});

test('an application lists devices in its own page and ends one there', async ({
  rollcallWithClock,
  toolshed,
  anna,
  openBrowser,
}) => {
  const page = await openBrowser({ at: toolshed });
  await enter(page, anna);
  const phone = await rollcallWithClock.signInElsewhere(anna, iPhone);
  await openDevices(page);
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');

  await test.step('the answer is Rollcall’s, with its receipt', async () => {
    await endWithTrashIcon(page, 'iPhone');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('How do we know?').click();
    await expect(sheet.getByText(/verifier confirmed in \d+ ms/)).toBeVisible();
    expect((await phone.send('GET', '/v1/me')).status).toBe(401);
  });

  await test.step('the list follows, and the focus is back in the component', async () => {
    await expect(page.locator('section').filter({ hasText: 'Known, but signed out' })).toBeVisible();
    await closeSheet(page);
    await expect(signedOutDevices(page).getByRole('article', { name: 'iPhone' })).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.closest('.rollcall') !== null)).toBe(true);
  });

  await test.step('a press on a link of the component goes to a page of the application, without loading it', async () => {
    await page
      .getByRole('navigation', { name: 'Parts of your account' })
      .getByRole('link', { name: 'Activity' })
      .click();
    await expect(page.getByText('Signed out from elsewhere: iPhone')).toBeVisible();
    await page.evaluate(() => Object.assign(window, { isStillHere: true }));
    await page.getByRole('link', { name: 'Sign that device out' }).click();
    await expect(page).toHaveURL('/account');
    expect(await page.evaluate(() => 'isStillHere' in window)).toBe(true);
  });
});

test('what is ended elsewhere leaves the application at once, pages and interface', async ({
  toolshed,
  anna,
  openBrowser,
}) => {
  const first = await openBrowser({ at: toolshed });
  const second = await openBrowser({ at: toolshed, on: 'Mac' });
  await enter(first, anna);
  await enter(second, anna);
  await openDevices(first);
  await openDevices(second);
  expect((await second.request.get('/api/loans')).status()).toBe(200);
  await endWithTrashIcon(first, 'Mac');
  expect((await second.request.get('/api/loans')).status()).toBe(401);
  await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
  await expect(second.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(second.getByRole('article')).toHaveCount(0);
});

test('long after the sign-in a press holds, and the proof is asked for inside the application', async ({
  rollcallWithClock,
  toolshed,
  anna,
  openBrowser,
}) => {
  const page = await openBrowser({ at: toolshed });
  await enter(page, anna);
  const phone = await rollcallWithClock.signInElsewhere(anna, iPhone);
  rollcallWithClock.minutesPass(11);
  await openDevices(page);
  const sheet = await askToEnd(page, 'iPhone');
  await press(sheet, 'Sign out');
  await expect(sheet.getByText('Held: refused until you confirm')).toBeVisible();
  expect((await phone.send('GET', '/v1/me')).status).toBe(401);
  await prove(sheet, anna.password, 'Make it final');
  await expectItIsOut(page);
  await closeSheet(page);
  await expect(device(page, 'This device')).toBeVisible();
});

test('the components look like the application, and neither changes the other', async ({
  toolshed,
  anna,
  openBrowser,
}) => {
  const page = await openBrowser({ at: toolshed, colorScheme: 'light' });
  await enter(page, anna);
  const own = { title: page.getByRole('heading', { level: 1 }), button: page.getByRole('banner').getByRole('button') };
  const look = async () => [await styleOf(own.title), await styleOf(own.button.last())];
  await expect(own.title).toHaveText('Tools');
  const alone = await look();
  await openDevices(page);

  await test.step('what the application says of its elements holds on as before', async () => {
    const [title = {}, button = {}] = await look();
    expect(title).toEqual(alone[0]);
    expect(button).toEqual(alone[1]);
    expect(button).toMatchObject({ textTransform: 'uppercase', borderTopLeftRadius: '99px' });
  });

  await test.step('and none of it is said of ours', async () => {
    const rename = await styleOf(device(page, 'This device').getByRole('button').first());
    expect(rename).toMatchObject({ textTransform: 'none', letterSpacing: 'normal', borderTopWidth: '0px' });
    const heading = await styleOf(page.getByRole('heading', { name: 'Connected browsers' }));
    expect(heading).toMatchObject({ color: ink.light });
  });

  await test.step('its variables give color, corners and type, in light and in the dark', async () => {
    const badge = page.getByText('This device', { exact: true });
    expect(await styleOf(badge)).toMatchObject({ color: rust.light });
    expect(await styleOf(page.getByRole('article').first())).toMatchObject({ borderTopLeftRadius: '6px' });
    expect((await styleOf(badge))['fontFamily']).toContain('Palatino');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await styleOf(badge)).toMatchObject({ color: rust.dark });
    await page.evaluate(() => document.documentElement.style.setProperty('--rollcall-accent', 'rgb(1, 2, 3)'));
    expect(await styleOf(badge)).toMatchObject({ color: 'rgb(1, 2, 3)' });
  });
});

test('the components speak the language of the application, and change with it', async ({
  toolshed,
  anna,
  openBrowser,
}) => {
  const page = await openBrowser({ at: toolshed });
  await enter(page, anna);
  await openDevices(page);
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await page.getByRole('button', { name: 'Svenska' }).click();
  await expect(page.getByText('Bara den här enheten är inloggad.')).toBeVisible();
  await expect(page.locator('.rollcall').first()).toHaveAttribute('lang', 'sv');
  await expect(page.getByRole('heading', { name: 'Anslutna webbläsare' })).toBeVisible();
});

test('an application that signs its people in itself shows the components with a token, from its own origin', async ({
  newRollcall,
  openBrowser,
}) => {
  test.slow();
  const port = await freePort();
  const rollcall = await newRollcall({ variables: { ROLLCALL_APP_ORIGINS: `http://localhost:${port}` } });
  const credential = await serviceCredential(rollcall, `http://localhost:${port}`);
  const variables = { ROLLCALL_URL: rollcall.origin, ROLLCALL_SERVICE_CREDENTIAL: credential };
  const example = await startExample('react', variables, port);
  const at = { origin: example.origin, asks: rollcall.origin };
  const first = await openBrowser({ at });
  const second = await openBrowser({ at, on: 'iPhone' });
  const bertil = { userName: 'bertil', displayName: 'Bertil Ek', password: 'a ladder for bertil' };

  await test.step('both see both, and nothing of Rollcall’s is kept in the browser but by the application', async () => {
    await enter(first, bertil);
    await enter(second, bertil);
    await openDevices(first);
    await openDevices(second);
    await expect(first.getByRole('article')).toHaveCount(2);
    const cookies = await first.context().cookies();
    expect(cookies.map(({ name }) => name).toSorted()).toEqual(['__Host-toolshed_browser', '__Host-toolshed_session']);
  });

  await test.step('one ends the other at once: its stream, its pages and its interface', async () => {
    await endWithTrashIcon(first, 'iPhone');
    expect((await second.request.get('/api/loans')).status()).toBe(401);
    await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
    await closeSheet(first);
    await expect(signedOutDevices(first).getByRole('article', { name: 'iPhone' })).toBeVisible();
  });

  await test.step('the history is saved, which a link could not do', async () => {
    await first.getByRole('link', { name: 'Activity' }).click();
    const download = first.waitForEvent('download');
    await first.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('rollcall-log.csv');
  });

  await test.step('coming back, the same browser is the same device', async () => {
    await enter(second, bertil);
    await openDevices(second);
    await expect(second.getByRole('article')).toHaveCount(2);
    await second.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await expect(second).toHaveURL('/sign-in');
  });

  await test.step('long after the sign-in the application itself asks for the proof, and its new token is kept', async () => {
    const { token } = await issueLongAgo(rollcall, credential);
    await first.evaluate((body) => fetch('/api/token', { method: 'PUT', body }), JSON.stringify({ token }));
    await enter(second, bertil);
    await first.goto('/account');
    const sheet = await askToEnd(first, 'iPhone');
    await press(sheet, 'Sign out');
    await sheet.getByRole('button', { name: 'Confirm with Toolshed' }).click();
    await first.getByLabel('Password').fill(bertil.password);
    await first.getByRole('button', { name: 'It is me' }).click();
    await expect(first.getByText('It is out.')).toBeVisible();
    await first.getByRole('link', { name: 'To your devices' }).click();
    await expect(device(first, 'This device')).toBeVisible();
    expect((await first.request.get('/api/loans')).status()).toBe(200);
    const kept = (await first.context().cookies()).find(({ name }) => name === '__Host-toolshed_session');
    expect(kept?.value).not.toBe(token);
  });
  await Promise.all([first.context().close(), second.context().close()]);
  await example.stop();
});

/** What the operator gives to the application's server. */
async function serviceCredential({ operator }: Rollcall, origin: string): Promise<string> {
  const service = { name: 'Toolshed', origins: [origin], reauthenticateUrl: `${origin}/prove` };
  await operator('POST', '/operator/services', service);
  const permissions = ['service.sessions.issue', 'service.sessions.verify', 'service.reauthentications.answer'];
  const issued = await operator('POST', '/operator/services/Toolshed/credentials', { name: 'server', permissions });
  return issued.json<AnswerOf<'POST /operator/services/:service/credentials'>>().token;
}

/** A session of Bertil's, who proved who he is longer ago than a proof lasts. */
async function issueLongAgo({ origin }: Rollcall, credential: string): Promise<{ readonly token: string }> {
  const issued = await send(origin.replace('localhost', '127.0.0.1'), {
    method: 'POST',
    path: '/v1/service/sessions',
    headers: { authorization: `Bearer ${credential}` },
    body: { externalId: 'bertil', authenticatedAt: Date.now() - 11 * 60_000 },
  });
  return issued.json();
}

for (const locale of ['en-US', 'sv-SE']) {
  test(`in any view, the application with the components in it has no fault (${locale})`, async ({
    rollcallWithClock,
    toolshed,
    anna,
    openBrowser,
  }) => {
    test.slow();
    const page = await openBrowser({ at: toolshed, reducedMotion: 'reduce', locale });
    await enter(page, anna);
    await rollcallWithClock.signInElsewhere(anna, iPhone);
    await page.goto('/account');
    const other = page.getByRole('article', { name: 'iPhone' });
    await expect(other).toBeVisible();
    await other.getByRole('button').last().click();
    await expectNoFaultsInAnyView(page, 'devices');
    await other.getByRole('button').nth(1).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFaultsInAnyView(page, 'the sheet');
    await page.keyboard.press('Escape');
    await page.goto('/account/activity');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await expectNoFaultsInAnyView(page, 'activity');
  });
}

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** As examples/react/src/styles.css has them. */
const rust = { light: 'rgb(140, 58, 18)', dark: 'rgb(240, 160, 108)' };
const ink = { light: 'rgb(45, 36, 27)' };

/** Everything that a browser has worked out about how an element looks. */
function styleOf(locator: Locator): Promise<Record<string, string>> {
  return locator.evaluate((element) => {
    const style = getComputedStyle(element);
    const names = [...style].map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    return Object.fromEntries(names.map((name) => [name, (style as unknown as Record<string, string>)[name] ?? '']));
  });
}
