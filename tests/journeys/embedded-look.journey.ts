import type { Locator } from '@playwright/test';
import { expectNoFaultsInAnyView } from '../src/journeys/axe.ts';
import { device } from '../src/journeys/steps.ts';
import { expect, machines } from '../src/journeys/test.ts';
import { enter, openDevices, test } from '../src/journeys/toolshed.ts';

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
    await rollcallWithClock.signInElsewhere(anna, machines.iPhone);
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
