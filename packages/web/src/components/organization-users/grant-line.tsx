import type { Grant } from '@rollcall/client';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { userAddress } from './user-address.ts';

interface GrantLineProps {
  readonly grant: Grant;
  /** The one of the two whom the list names. */
  readonly person: Grant['holder'];
  /** Absent where it may not be ended here. */
  readonly onEnd?: (() => void) | undefined;
}

export function GrantLine({ grant: { byName, createdAt, expiresAt }, person, onEnd }: GrantLineProps) {
  const { t } = useTranslation();
  const by = byName === null ? 'organization.access.madeByOperator' : 'organization.access.madeBy';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0">
        <Link
          href={`${userAddress(person.id)}?tab=access`}
          className="inline-flex min-h-6 items-center font-medium underline underline-offset-4 [overflow-wrap:anywhere]"
        >
          <bdi>{person.displayName}</bdi>
        </Link>
        <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">
          <Moment
            at={createdAt}
            as="ago"
            say={(when) => t(by, { name: byName ?? '', when: when ?? t('time.justNow') })}
          />
          <span aria-hidden> · </span>
          {expiresAt === null ? (
            t('organization.access.noEnd')
          ) : (
            <Moment at={expiresAt} as="moment" say={(when) => t('organization.access.until', { when: when ?? '' })} />
          )}
        </p>
      </div>
      {onEnd === undefined ? null : (
        <Button
          tone="plain-end"
          aria-label={t('organization.access.endOf', { name: person.displayName })}
          onClick={onEnd}
        >
          {t('organization.access.end')}
        </Button>
      )}
    </li>
  );
}
