import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

interface Page {
  readonly path: string;
  /** `account`: for whoever is signed in. `door`: on the way in. */
  readonly behind: 'account' | 'door';
  readonly load: () => Promise<{ default: ComponentType }>;
  readonly Page: LazyExoticComponent<ComponentType>;
}

/** The site map. A page's script is loaded when somebody goes there. */
export const pages: readonly Page[] = [
  page('/', 'account', () => import('./pages/devices.tsx')),
  page('/activity', 'account', () => import('./pages/activity.tsx')),
  page('/security', 'account', () => import('./pages/security.tsx')),
  page('/confirm', 'account', () => import('./pages/confirm.tsx')),
  page('/sign-in', 'door', () => import('./pages/sign-in.tsx')),
  page('/set-up', 'door', () => import('./pages/set-up.tsx')),
  page('/forgot', 'door', () => import('./pages/forgot.tsx')),
  page('/reset', 'door', () => import('./pages/reset.tsx')),
  page('/not-entered', 'door', () => import('./pages/not-entered.tsx')),
  page('/verify-email', 'door', () => import('./pages/verify-email.tsx')),
  page('/enter', 'door', () => import('./pages/enter.tsx')),
];

export const notFound = page('*', 'door', () => import('./pages/not-found.tsx'));

/** Begins to load a page's script while the words are still under way. */
export function preload(path: string): void {
  const wanted = pages.find((page) => page.path === path) ?? notFound;
  wanted.load().catch(() => undefined);
}

function page(path: string, behind: Page['behind'], load: Page['load']): Page {
  return { path, behind, load, Page: lazy(load) };
}
