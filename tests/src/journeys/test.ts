import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import {
  type Person,
  type Rollcall,
  type RollcallProcess,
  type RollcallWithClock,
  startRollcall,
  startRollcallWithClock,
  type Wishes,
} from './rollcall.ts';
import { watch } from './watch.ts';

/** What a browser says of itself; the names are those that the pages give to such a device. */
export const machines = {
  'Windows computer':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  Mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  iPhone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
} as const;

export interface BrowserWishes extends BrowserContextOptions {
  readonly on?: keyof typeof machines;
  /** Another installation than the one that the worker runs, or an application in front of one. */
  readonly at?: Place;
}

/** What a browser opens. */
interface Place {
  readonly origin: string;
  /** Another origin, which its pages may ask too. */
  readonly asks?: string;
}

export type OpenBrowser = (wishes?: BrowserWishes) => Promise<Page>;

type NewRollcall = (wishes?: Wishes) => Promise<RollcallProcess>;

interface Each {
  /** Starts an installation for this test alone. */
  readonly newRollcall: NewRollcall;
  /** The same with a clock that can be set forward. */
  readonly newRollcallWithClock: () => Promise<RollcallWithClock>;
  /** Opens a browser of its own, with an empty page. When the test ends, no page of it may have misbehaved. */
  readonly openBrowser: OpenBrowser;
  readonly person: Person;
}

interface Shared {
  /** A running installation with mail. The tests of a worker share it, each with people of its own. */
  readonly rollcall: Rollcall;
  /** One whose clock can be set forward. */
  readonly rollcallWithClock: RollcallWithClock;
}

export const test = base.extend<Each, Shared>({
  rollcall: [
    // Playwright reads from the pattern what a fixture needs, and so there must be one.
    async ({ browserName: _none }, use) => {
      const rollcall = await startRollcall();
      await use(rollcall);
      await rollcall.stop();
    },
    { scope: 'worker' },
  ],
  rollcallWithClock: [
    async ({ browserName: _none }, use) => {
      const rollcall = await startRollcallWithClock();
      await use(rollcall);
      await rollcall.stop();
    },
    { scope: 'worker' },
  ],
  person: async ({ rollcall }, use) => use(await rollcall.newPerson()),
  newRollcall: async ({ browserName: _none }, use) => useSeveral(startRollcall, use),
  newRollcallWithClock: async ({ browserName: _none }, use) => useSeveral(startRollcallWithClock, use),
  // It asks for both so that the browsers are closed before their server stops.
  openBrowser: async ({ browser, rollcall, newRollcall: _stopsLater, newRollcallWithClock: _too }, use) => {
    const watched: (readonly string[])[] = [];
    await use(async ({ on = 'Windows computer', at = rollcall as Place, ...options } = {}) => {
      const context = await browser.newContext({ baseURL: at.origin, userAgent: machines[on], ...options });
      context.setDefaultTimeout(20_000);
      watched.push(watch(context, at.asks === undefined ? [at.origin] : [at.origin, at.asks]));
      return context.newPage();
    });
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(watched.flat(), 'what no page may do').toEqual([]);
  },
});

/** Hands out a way to start them, and stops in the end what was started. */
async function useSeveral<Wishes extends unknown[], Started extends { stop(): Promise<void> }>(
  start: (...wishes: Wishes) => Promise<Started>,
  use: (startOne: (...wishes: Wishes) => Promise<Started>) => Promise<void>,
): Promise<void> {
  const started: Started[] = [];
  await use(async (...wishes) => {
    const one = await start(...wishes);
    started.push(one);
    return one;
  });
  await Promise.all(started.map((one) => one.stop()));
}

export { expect };
