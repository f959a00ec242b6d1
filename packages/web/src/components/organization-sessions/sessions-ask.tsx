import type { OrganizationSession } from '@rollcall/client';
import { DeviceIcon } from '@rollcall/react/components/devices/device-icon.tsx';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { describeClient } from '@rollcall/react/text/describe-client.ts';
import { useTranslation } from 'react-i18next';
import { AskButtons } from '../asking/ask-buttons.tsx';

interface SessionsAskProps {
  readonly sessions: readonly OrganizationSession[];
  readonly isWorking: boolean;
  readonly error: string | undefined;
  readonly onPress: () => void;
  readonly onCancel: () => void;
}

const shownAtMost = 6;

/** Which sessions end, and what that means to those who have them. */
export function SessionsAsk({ sessions, isWorking, error, onPress, onCancel }: SessionsAskProps) {
  const { t } = useTranslation();
  const hidden = sessions.length - shownAtMost;
  return (
    <>
      <p>{t('organization.end.sessionsMore', { count: sessions.length })}</p>
      <p className="mt-3 text-sm text-muted">{t('end.what')}</p>
      <ul className="mt-1 divide-y divide-line rounded-xl border border-line">
        {sessions.slice(0, shownAtMost).map((session) => (
          <Line key={session.id} session={session} />
        ))}
        {hidden > 0 ? <li className="px-4 py-2 text-muted">{t('end.andMore', { count: hidden })}</li> : null}
      </ul>
      <AskButtons
        press={t('organization.end.press', { count: sessions.length })}
        isWorking={isWorking}
        error={error}
        onPress={onPress}
        onCancel={onCancel}
      />
    </>
  );
}

function Line({ session: { holder, client, signedInAt } }: { readonly session: OrganizationSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="flex gap-3 px-4 py-3">
      <DeviceIcon type={client.type} className="mt-0.5 text-muted" />
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">
          <bdi>{holder.displayName}</bdi>
        </p>
        <p className="text-sm leading-5 text-muted [overflow-wrap:anywhere]">
          {t('end.line', { client: describeClient(t, client), date: format.moment(signedInAt) })}
        </p>
      </div>
    </li>
  );
}
