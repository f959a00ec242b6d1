import type { OrganizationSession } from '@rollcall/client';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { useTranslation } from 'react-i18next';

/** When it was used and since when it is there; of an ended one, when and how it ended. */
export function SessionTimes({
  session: { ending, lastUsedAt, signedInAt },
}: {
  readonly session: OrganizationSession;
}) {
  const { t } = useTranslation();
  const say = (when: string | null) => (when === null ? t('devices.activeNow') : t('devices.active', { when }));
  const ended = (when: string | null) =>
    t(`organization.sessions.ended.${ending?.byAccountName ? 'by' : 'plain'}`, {
      when: when ?? t('time.justNow'),
      name: ending?.byAccountName ?? '',
    });
  return (
    <p className="text-sm leading-5 text-muted sm:text-right">
      <span className="block">
        {ending === null ? (
          <Moment at={lastUsedAt} as="ago" say={say} />
        ) : (
          <Moment at={ending.at} as="ago" say={ended} />
        )}
      </span>
      <span className="block">
        <Moment
          at={signedInAt}
          as="moment"
          say={(when) => t('organization.sessions.since', { when: when ?? t('time.justNow') })}
        />
      </span>
    </p>
  );
}
