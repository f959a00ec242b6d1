import type { OrganizationUser } from '@rollcall/client';
import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LastSeen } from './last-seen.tsx';
import { SecondFactors } from './second-factors.tsx';
import { userAddress } from './user-address.ts';
import { UserBadges } from './user-badges.tsx';

/** One member: who, as what, and when they were here. The name leads to their properties, and so does the line around it. */
export function UserRow({ user }: { readonly user: OrganizationUser }) {
  const { t } = useTranslation();
  const logins = user.loginNames.map(({ name }) => name).join(' · ');
  return (
    <li className="relative flex items-start gap-3 p-4 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-sunken sm:items-center">
      <span
        className={`flex size-11 shrink-0 items-center justify-center rounded-lg max-sm:hidden ${user.isMe ? 'bg-accent-soft text-accent' : 'bg-sunken text-muted'}`}
      >
        <UserRound size={20} aria-hidden />
      </span>
      <div className="min-w-0 grow sm:grid sm:grid-cols-[1fr_240px] sm:items-center sm:gap-x-4">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium [overflow-wrap:anywhere]">
            <Link
              href={userAddress(user.id)}
              className="inline-flex min-h-6 items-center rounded after:absolute after:inset-0"
            >
              <bdi>{user.displayName}</bdi>
            </Link>
            <UserBadges user={user} />
          </p>
          {logins === '' ? null : (
            <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">
              <bdi>{logins}</bdi>
            </p>
          )}
        </div>
        <p className="text-sm leading-5 text-muted sm:text-right">
          <span className="block">
            <span className="text-text">{t(`organization.roles.${user.role}`)}</span>
            <span aria-hidden> · </span>
            <LastSeen at={user.lastSeenAt} />
          </span>
          <span className="block">
            <SecondFactors user={user} />
          </span>
        </p>
      </div>
    </li>
  );
}
