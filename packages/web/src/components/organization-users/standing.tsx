import type { OrganizationUser } from '@rollcall/client';
import { usePlannedLockOuts } from '@rollcall/client/react';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Ban, CalendarClock, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMayOn } from './use-may-on.ts';
import type { UserAct } from './user-act.ts';

interface StandingProps {
  readonly user: OrganizationUser;
  readonly onAct: (act: UserAct) => void;
}

/** Whether somebody can get in, for how long still, and what changes that. */
export function Standing({ user, onAct }: StandingProps) {
  const { t } = useTranslation();
  const may = useMayOn(user)('pf.users.lock_out') && !user.isMe;
  const { lockedOutAt, disabledAt } = user;
  return (
    <div className="mb-6 space-y-3 empty:hidden">
      {disabledAt === null ? null : (
        <Notice tone="look" icon={Ban}>
          <p className="font-semibold">
            <Moment
              at={disabledAt}
              as="moment"
              say={(when) => t('organization.users.disabledSince', { when: when ?? '' })}
            />
          </p>
          <p>{t('organization.users.disabledMore')}</p>
        </Notice>
      )}
      {lockedOutAt === null ? null : (
        <Notice tone="look" icon={Lock}>
          <p className="font-semibold">
            <Moment
              at={lockedOutAt}
              as="moment"
              say={(when) => t('organization.lockOut.since', { when: when ?? '' })}
            />
          </p>
          <p>{t('organization.lockOut.sinceMore')}</p>
          {may ? (
            <Button className="mt-3" onClick={() => onAct('let_in')}>
              {t('organization.lockOut.letIn')}
            </Button>
          ) : null}
        </Notice>
      )}
      {may && lockedOutAt === null ? <Plan id={user.id} onCancel={() => onAct('cancel_lock_out')} /> : null}
    </div>
  );
}

function Plan({ id, onCancel }: { readonly id: string; readonly onCancel: () => void }) {
  const { t } = useTranslation();
  const planned = usePlannedLockOuts().data?.rows.find(({ userId }) => userId === id);
  if (planned === undefined) return null;
  const { dueAt, byName, stands } = planned;
  return (
    <Notice tone="look" icon={CalendarClock}>
      <p className="font-semibold">
        <Moment at={dueAt} as="moment" say={(when) => t('organization.lockOut.due', { when: when ?? '' })} />
      </p>
      <p>
        {byName === null
          ? t('organization.lockOut.plannedByOperator')
          : t('organization.lockOut.plannedBy', { name: byName })}
        {'. '}
        {t('organization.lockOut.notTold')}
      </p>
      {stands ? null : <p className="mt-2 font-medium">{t('organization.lockOut.stranded')}</p>}
      <Button className="mt-3" onClick={onCancel}>
        {t('organization.lockOut.cancel')}
      </Button>
    </Notice>
  );
}
