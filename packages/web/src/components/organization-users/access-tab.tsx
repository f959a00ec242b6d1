import type { Grant, OrganizationUser } from '@rollcall/client';
import { useUserGrants } from '@rollcall/client/react';
import { LoadProblem } from '@rollcall/react/components/shell/load-problem.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GrantLine } from './grant-line.tsx';
import { useMayOn } from './use-may-on.ts';

const GrantSheet = lazy(() => import('./grant-sheet.tsx'));
const EndGrantSheet = lazy(() => import('./end-grant-sheet.tsx'));

/** Who may act on behalf of somebody, and on whose behalf they may. */
export default function AccessTab({ user }: { readonly user: OrganizationUser }) {
  const { data, error, refetch } = useUserGrants(user.id);
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="h-48" />
    ) : (
      <LoadProblem error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <div className="space-y-6">
      <OnUser user={user} grants={data.onUser} />
      <Held user={user} grants={data.held} />
    </div>
  );
}

interface GrantsProps {
  readonly user: OrganizationUser;
  readonly grants: readonly Grant[];
}

function OnUser({ user, grants }: GrantsProps) {
  const { t } = useTranslation();
  const [isMaking, setMaking] = useState(false);
  const [ended, setEnded] = useState<Grant | null>(null);
  const mayGrant = useMayOn(user)('pf.users.grant');
  return (
    <Panel title={t('organization.access.on')} lead={t('organization.access.onLead', { name: user.displayName })}>
      <GrantList grants={grants} who="holder" onEnd={mayGrant ? setEnded : undefined} />
      {mayGrant ? (
        <Button className="mt-4" onClick={() => setMaking(true)}>
          <UserPlus size={18} aria-hidden className="shrink-0" />
          {t('organization.access.make')}
        </Button>
      ) : null}
      <Suspense fallback={null}>
        {isMaking ? <GrantSheet user={user} onClose={() => setMaking(false)} /> : null}
        {ended === null ? null : <EndGrantSheet grant={ended} onClose={() => setEnded(null)} />}
      </Suspense>
    </Panel>
  );
}

/** They are ended where they were made: with the person whom they are about. */
function Held({ user, grants }: GrantsProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('organization.access.held')} lead={t('organization.access.heldLead', { name: user.displayName })}>
      <GrantList grants={grants} who="user" />
    </Panel>
  );
}

interface GrantListProps {
  readonly grants: readonly Grant[];
  readonly who: 'holder' | 'user';
  readonly onEnd?: ((grant: Grant) => void) | undefined;
}

function GrantList({ grants, who, onEnd }: GrantListProps) {
  const { t } = useTranslation();
  if (grants.length === 0) return <p className="text-muted">{t('organization.access.nobody')}</p>;
  return (
    <ul className="-my-2 divide-y divide-line">
      {grants.map((grant) => (
        <GrantLine
          key={grant.id}
          grant={grant}
          person={grant[who]}
          onEnd={onEnd === undefined ? undefined : () => onEnd(grant)}
        />
      ))}
    </ul>
  );
}
