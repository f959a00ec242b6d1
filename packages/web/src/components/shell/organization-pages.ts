import { useMe } from '@rollcall/client/react';
import { ListChecks, type LucideIcon, ScrollText, SlidersHorizontal, UsersRound } from 'lucide-react';

interface OrganizationPage {
  readonly path: string;
  readonly name: 'nav.log' | 'nav.policies' | 'nav.sessions' | 'nav.users';
  readonly icon: LucideIcon;
  /** Whoever lacks it is not shown the way. */
  readonly permission: string;
}

/** The pages about an organization, in the order of their links. */
const organizationPages: readonly OrganizationPage[] = [
  { path: '/settings/sessions', name: 'nav.sessions', icon: ListChecks, permission: 'platform.sessions.view' },
  { path: '/settings/users', name: 'nav.users', icon: UsersRound, permission: 'platform.users.view' },
  { path: '/settings/policies', name: 'nav.policies', icon: SlidersHorizontal, permission: 'platform.policies.view' },
  { path: '/settings/log', name: 'nav.log', icon: ScrollText, permission: 'platform.log.view' },
];

/**
 * Where to be after going into another organization: on the same page, unless it shows one thing of the organization before, or
 * is none for whoever has these permissions.
 */
export function placeThere(location: string, permissions: readonly string[]): string {
  const page = organizationPages.find(({ path }) => location === path || location.startsWith(`${path}/`));
  if (page === undefined) return location;
  return permissions.includes(page.permission) ? page.path : '/';
}

/** Those that this person may see; none until that is known. */
export function useOrganizationPages(): readonly OrganizationPage[] {
  const permissions = useMe().data?.permissions ?? [];
  return organizationPages.filter(({ permission }) => permissions.includes(permission));
}
