import type { OrganizationPermission } from '@rollcall/client';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface Page {
  readonly path: string;
  /**
   * `account`: for whoever is signed in. `door`: on the way in. `organization`: for members who have the permission; others
   * read which one is missing.
   */
  readonly behind: 'account' | 'door' | 'organization';
  readonly permission: OrganizationPermission | null;
  readonly load: () => Promise<{ default: ComponentType }>;
  readonly Page: LazyExoticComponent<ComponentType>;
}

/** The site map. A page's script is loaded when somebody goes there. */
export const pages: readonly Page[] = [
  page('/', 'account', () => import('./pages/devices.tsx')),
  page('/activity', 'account', () => import('./pages/activity.tsx')),
  page('/security', 'account', () => import('./pages/security.tsx')),
  page('/acting-for', 'account', () => import('./pages/acting-for.tsx')),
  page('/acting-for/:id', 'account', () => import('./pages/acting.tsx')),
  page('/confirm', 'account', () => import('./pages/confirm.tsx')),
  organizationPage('/settings/sessions', 'platform.sessions.view', () => import('./pages/organization-sessions.tsx')),
  organizationPage('/settings/users', 'platform.users.view', () => import('./pages/organization-users.tsx')),
  organizationPage('/settings/users/:id', 'platform.users.view', () => import('./pages/organization-user.tsx')),
  organizationPage('/settings/policies', 'platform.policies.view', () => import('./pages/organization-policies.tsx')),
  organizationPage('/settings/log', 'platform.log.view', () => import('./pages/organization-log.tsx')),
  page('/sign-in', 'door', () => import('./pages/sign-in.tsx')),
  page('/set-up', 'door', () => import('./pages/set-up.tsx')),
  page('/forgot', 'door', () => import('./pages/forgot.tsx')),
  page('/reset', 'door', () => import('./pages/reset.tsx')),
  page('/not-entered', 'door', () => import('./pages/not-entered.tsx')),
  page('/verify-email', 'door', () => import('./pages/verify-email.tsx')),
  page('/enter', 'door', () => import('./pages/enter.tsx')),
  page('/join', 'door', () => import('./pages/join.tsx')),
];

export const notFound = page('*', 'door', () => import('./pages/not-found.tsx'));

/** The page at an address: `:id` and the like stand for any one part, letters may be large or small, and a slash may end it. */
export function pageAt(address: string): Page {
  return pages.find(({ path }) => isAt(path, address)) ?? notFound;
}

/** Begins to load a page's script while the words are still under way. */
export function preload(address: string): void {
  pageAt(address)
    .load()
    .catch(() => undefined);
}

function isAt(path: string, address: string): boolean {
  const wanted = path.split('/');
  const parts = address
    .toLowerCase()
    .replace(/(.)\/$/, '$1')
    .split('/');
  return wanted.length === parts.length && wanted.every((part, nth) => part.startsWith(':') || part === parts[nth]);
}

function page(path: string, behind: 'account' | 'door', load: Page['load']): Page {
  return { path, behind, permission: null, load, Page: lazy(load) };
}

function organizationPage(path: string, permission: OrganizationPermission, load: Page['load']): Page {
  return { path, behind: 'organization', permission, load, Page: lazy(load) };
}
