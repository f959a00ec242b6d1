import type { OrganizationPermission, OrganizationUser } from '@rollcall/client';
import { useMe } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { Tabs } from '../../ui/tabs.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { GeneralTab } from './general-tab.tsx';
import { LogTab } from './log-tab.tsx';
import { Standing } from './standing.tsx';
import { useMayOn } from './use-may-on.ts';
import type { UserAct } from './user-act.ts';
import { userAddress } from './user-address.ts';
import { UserBadges } from './user-badges.tsx';

interface UserPropertiesProps {
  readonly user: OrganizationUser;
  readonly onAct: (act: UserAct) => void;
}

interface UserTab {
  readonly name: 'general' | 'sessions' | 'access' | 'log';
  /** Whoever lacks it is not shown the tab. */
  readonly permission: OrganizationPermission;
  readonly Shown: ComponentType<UserPropertiesProps>;
}

const SessionsTab = lazy(() => import('./sessions-tab.tsx'));
const AccessTab = lazy(() => import('./access-tab.tsx'));

const everyTab: readonly UserTab[] = [
  { name: 'general', permission: 'platform.users.view', Shown: GeneralTab },
  { name: 'sessions', permission: 'platform.sessions.view', Shown: SessionsTab },
  { name: 'access', permission: 'platform.users.view', Shown: AccessTab },
  { name: 'log', permission: 'platform.log.view', Shown: LogTab },
];

/** One person: what stands above everything, and below it what the open tab is about. */
export function UserProperties({ user, onAct }: UserPropertiesProps) {
  const { t } = useTranslation();
  const mayLockOut = useMayOn(user)('pf.users.lock_out') && !user.isMe && user.lockedOutAt === null;
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <PageTitle title={user.displayName} lead={t('organization.users.properties')} />
        <div className="mb-6 flex flex-wrap items-center gap-3 empty:hidden">
          {user.isMe ? <UserBadges user={user} /> : null}
          {mayLockOut ? (
            <Button tone="plain-end" onClick={() => onAct('lock_out')}>
              {t('organization.lockOut.button')}
            </Button>
          ) : null}
        </div>
      </div>
      <Standing user={user} onAct={onAct} />
      <UserTabs user={user} onAct={onAct} />
    </>
  );
}

/** Which tab is open stands in the address, so that it can be handed on and survives a reload. */
function UserTabs(about: UserPropertiesProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('tab');
  const permissions = useMe().data?.permissions ?? [];
  const tabs = everyTab.filter(({ permission }) => permissions.includes(permission));
  const open = tabs.find(({ name }) => name === wanted) ?? tabs[0];
  if (open === undefined) return null;
  const { Shown } = open;
  return (
    <Tabs
      label={t('organization.users.properties')}
      tabs={tabs.map(({ name }) => ({ name, title: t(`organization.users.tabs.${name}`) }))}
      open={open.name}
      onOpen={(name) => navigate(`${userAddress(about.user.id)}?tab=${name}`, { replace: true })}
    >
      <Suspense fallback={<Skeleton className="h-48" />}>
        <Shown {...about} />
      </Suspense>
    </Tabs>
  );
}
