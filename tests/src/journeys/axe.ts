import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a page shows now has no fault that a machine can find. */
export async function expectNoFaults(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
  expect.soft(faults, state).toEqual([]);
}

/** Nothing on the page is wider than the screen. */
export async function expectNoSidewaysScrolling(page: Page, state: string): Promise<void> {
  const widths = () => page.evaluate(() => [document.scrollingElement?.scrollWidth ?? 0, window.innerWidth] as const);
  const [content = 0, screen = 0] = await widths();
  expect.soft(content, `the width of: ${state}`).toBeLessThanOrEqual(screen);
}
