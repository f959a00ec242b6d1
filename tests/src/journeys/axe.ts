import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a page shows now has no fault that a machine can find. */
export async function expectNoFaults(page: Page, state: string): Promise<void> {
  await untilColorsStand(page);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
  expect.soft(faults, state).toEqual([]);
}

/** Half way from one look to the other, colors of both are on the page, and their contrast says nothing. */
async function untilColorsStand(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ends = ({ effect }: Animation) => Number.isFinite(effect?.getComputedTiming().endTime);
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map(({ finished }) => finished),
    );
  });
}

/** Nothing on the page is wider than the screen. */
export async function expectNoSidewaysScrolling(page: Page, state: string): Promise<void> {
  const widths = () => page.evaluate(() => [document.scrollingElement?.scrollWidth ?? 0, window.innerWidth] as const);
  const [content = 0, screen = 0] = await widths();
  expect.soft(content, `the width of: ${state}`).toBeLessThanOrEqual(screen);
}

interface View {
  readonly title: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

const wide = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };
const narrow = { width: 320, height: 640 };

/** Each look and each width once: all four together found nothing more, and take twice as long. */
const views: readonly View[] = [
  { title: 'wide and light', viewport: wide, colorScheme: 'light' },
  { title: 'a phone in the dark', viewport: phone, colorScheme: 'dark' },
];

/** The same of every view, and nothing is wider than the narrowest screen. Leaves the page as wide as it was. */
export async function expectNoFaultsInAnyView(page: Page, state: string): Promise<void> {
  const before = page.viewportSize() ?? wide;
  for (const { title, viewport, colorScheme } of views) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await expectNoFaults(page, `${state}: ${title}`);
  }
  await page.setViewportSize(narrow);
  await expectNoSidewaysScrolling(page, state);
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}
