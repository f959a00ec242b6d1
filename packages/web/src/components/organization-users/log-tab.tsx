import type { OrganizationUser } from '@rollcall/client';
import { lazy } from 'react';

const LogSearch = lazy(() => import('../organization-log/log-search.tsx'));

/** What stands about somebody in the organization's log. */
export function LogTab({ user: { id, displayName } }: { readonly user: OrganizationUser }) {
  return <LogSearch about={{ id, name: displayName }} />;
}
