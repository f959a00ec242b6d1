import type { Page } from '@playwright/test';
import { askToEnd, device, expectItIsOut, signIn } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';

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

test('whoever wants less motion gets none', async ({ rollcall, person, openBrowser }) => {
  const page = await openBrowser({ reducedMotion: 'no-preference' });
  await signIn(page, person);
  await rollcall.signInElsewhere(person);
  await askToEnd(page, 'Linux computer');
  expect(await longestMotionMs(page), 'with motion, so that there is something to take away').toBeGreaterThan(50);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await longestMotionMs(page)).toBeLessThanOrEqual(1);
});

/** Of everything on the page, and of what stands before and after it: the longest transition or animation. */
function longestMotionMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const millisecondsOf = (durations: string) => durations.split(', ').map((one) => Number.parseFloat(one) * 1_000);
    const styles = [...document.querySelectorAll('*')].flatMap((element) =>
      [null, '::before', '::after'].map((part) => getComputedStyle(element, part)),
    );
    return Math.max(
      ...styles.flatMap(({ animationDuration, animationName, transitionDuration }) => [
        ...millisecondsOf(transitionDuration),
        ...(animationName === 'none' ? [] : millisecondsOf(animationDuration)),
      ]),
    );
  });
}
