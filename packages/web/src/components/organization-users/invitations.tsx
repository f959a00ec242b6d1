import type { Invitation } from '@rollcall/client';
import { useHasPermission, useInvitations } from '@rollcall/client/react';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Disclosure } from '@rollcall/react/ui/disclosure.tsx';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const WithdrawSheet = lazy(() => import('./withdraw-sheet.tsx'));

/** Who is invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation();
  const [withdrawn, setWithdrawn] = useState<Invitation | null>(null);
  const format = useFormat();
  const mayInvite = useHasPermission('pf.users.invite');
  const invitations = useInvitations();
  const rows = invitations.data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0 && withdrawn === null) return null;
  const number = format.number(rows.length);
  return (
    <div className="mb-4">
      <Disclosure
        title={t('organization.invite.waiting', {
          number: invitations.hasNextPage ? t('organization.sessions.orMore', { number }) : number,
        })}
      >
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface px-4 shadow-lift">
          {rows.map((invitation) => (
            <Line
              key={invitation.id}
              invitation={invitation}
              onWithdraw={mayInvite && invitation.isWithinReach ? () => setWithdrawn(invitation) : undefined}
            />
          ))}
        </ul>
        {invitations.hasNextPage ? (
          <Button className="mt-4 w-full" onClick={() => void invitations.fetchNextPage()}>
            {t('common.more')}
          </Button>
        ) : null}
      </Disclosure>
      {withdrawn === null ? null : (
        <Suspense fallback={null}>
          <WithdrawSheet invitation={withdrawn} onClose={() => setWithdrawn(null)} />
        </Suspense>
      )}
    </div>
  );
}

interface LineProps {
  readonly invitation: Invitation;
  /** Absent where it may not be withdrawn. */
  readonly onWithdraw?: (() => void) | undefined;
}

function Line({ invitation: { email, role, byName, createdAt, expiresAt }, onWithdraw }: LineProps) {
  const { t } = useTranslation();
  const by = byName === null ? 'organization.invite.byOperator' : 'organization.invite.by';
  const sayUntil = (when: string | null) => t('organization.invite.until', { when: when ?? t('time.justNow') });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">
          <bdi>{email}</bdi>
        </p>
        <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">
          {t(`organization.roles.${role}`)}
          <span aria-hidden> · </span>
          <Moment
            at={createdAt}
            as="ago"
            say={(when) => t(by, { name: byName ?? '', when: when ?? t('time.justNow') })}
          />
          <span aria-hidden> · </span>
          <Moment at={expiresAt} as="moment" say={sayUntil} />
        </p>
      </div>
      {onWithdraw === undefined ? null : (
        <Button tone="plain-end" aria-label={t('organization.invite.withdrawOf', { email })} onClick={onWithdraw}>
          {t('organization.invite.withdraw')}
        </Button>
      )}
    </li>
  );
}
