import type { OrganizationSession } from '@rollcall/client';
import { DeviceIcon } from '@rollcall/react/components/devices/device-icon.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { describeClient } from '@rollcall/react/text/describe-client.ts';
import { placeText } from '@rollcall/react/text/place-text.ts';
import { IconButton } from '@rollcall/react/ui/icon-button.tsx';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Among } from './among.ts';
import { SessionBadges } from './session-badges.tsx';
import { SessionTimes } from './session-times.tsx';

interface SessionLineProps {
  readonly session: OrganizationSession;
  readonly among: Among;
  /** Absent where nothing may be ended; `null` where this one may not, while others beside it may. */
  readonly ending?: LineEnding | null | undefined;
}

export interface LineEnding {
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onEnd: () => void;
}

/** One session: whose, with what, and when it was used. */
export function SessionLine({ session, among, ending }: SessionLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = describeClient(t, session.client);
  const name = session.holder.displayName;
  const place = session.lastPlace === null ? null : placeText(t, format, session.lastPlace);
  const where = [place, session.lastAddress].filter((fact) => fact !== null).join(' · ');
  return (
    <li className={`flex items-start gap-2 p-3 sm:items-center ${ending?.isSelected ? 'bg-accent-soft' : ''}`}>
      {ending === undefined ? null : ending === null ? (
        <span className="size-11 shrink-0" />
      ) : (
        <label className="flex size-11 shrink-0 items-center justify-center">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={ending.isSelected}
            onChange={ending.onToggle}
            aria-label={t('organization.sessions.select', { name, client })}
          />
        </label>
      )}
      <span
        className={`flex size-11 shrink-0 items-center justify-center rounded-lg max-sm:hidden ${session.isCurrent ? 'bg-accent-soft text-accent' : 'bg-sunken text-muted'}`}
      >
        <DeviceIcon type={session.client.type} />
      </span>
      <div className="min-w-0 grow px-1 py-1.5 sm:grid sm:grid-cols-[1fr_220px] sm:items-center sm:gap-x-4 sm:px-2 sm:py-0">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium [overflow-wrap:anywhere]">
            <bdi>{among === 'everybody' ? name : client}</bdi>
            <SessionBadges session={session} among={among} />
          </p>
          {among === 'everybody' ? (
            <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">{client}</p>
          ) : null}
          {where === '' ? null : <p className="text-sm leading-5 text-muted tabular-nums">{where}</p>}
        </div>
        <SessionTimes session={session} />
      </div>
      {ending === undefined ? null : ending === null ? (
        <span className="size-11 shrink-0 max-sm:hidden" />
      ) : (
        <IconButton
          icon={Trash2}
          tone="end"
          label={t('organization.sessions.terminateOne', { name, client })}
          onClick={ending.onEnd}
        />
      )}
    </li>
  );
}
