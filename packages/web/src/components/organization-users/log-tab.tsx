import type { OrganizationUser } from '@rollcall/client';
import { LogSearch } from '../organization-log/log-search.tsx';

/** What stands about somebody in the organization's log. */
export default function LogTab({ user: { id, displayName } }: { readonly user: OrganizationUser }) {
  return <LogSearch about={{ id, name: displayName }} />;
}
