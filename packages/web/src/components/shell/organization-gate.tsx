import type { OrganizationPermission } from '@rollcall/client';
import { useMe } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { lazy, type ReactNode } from 'react';
import { OrganizationLinks } from './organization-links.tsx';

const MissingPermission = lazy(() => import('./missing-permission.tsx'));

interface OrganizationGateProps {
  readonly permission: OrganizationPermission;
  readonly children: ReactNode;
}

/** A page about the organization: shown to whoever has its permission. The server decides in any case. */
export function OrganizationGate({ permission, children }: OrganizationGateProps) {
  const me = useMe();
  if (me.data === undefined) {
    return me.error === null ? null : <LoadProblem error={me.error} onRetry={() => void me.refetch()} />;
  }
  if (!me.data.permissions.includes(permission)) return <MissingPermission permission={permission} me={me.data} />;
  return (
    <>
      <OrganizationLinks organization={me.data.organization.name} />
      {children}
    </>
  );
}
