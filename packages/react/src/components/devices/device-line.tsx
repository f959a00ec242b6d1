import type { Device } from '@rollcall/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsInSeveral } from '../../hooks/use-is-in-several.ts';
import { useFormat } from '../../language/viewer.tsx';
import { describeClient } from '../../text/describe-client.ts';
import { lastUse } from '../../text/inventory.ts';
import { placeText } from '../../text/place-text.ts';
import { Moment } from '../shell/moment.tsx';
import { useIsActing } from './acting.ts';

/** What it is, where from, and when it was last used: one line. Device and time lead; place is the weakest fact. */
export function DeviceLine({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [session] = device.sessions;
  const place = session === undefined ? null : placeText(t, format, session.lastPlace);
  const isActing = useIsActing();
  const isInSeveral = useIsInSeveral() && !isActing;
  return (
    <p className="text-sm leading-5 text-muted">
      <Parts>
        <span>{describeClient(t, device.client)}</span>
        {isInSeveral && session !== undefined ? <span>{session.organization.name}</span> : null}
        {place === null ? null : <span>{place}</span>}
        {session?.lastAddress ? (
          <span className="tabular-nums [overflow-wrap:anywhere]">{session.lastAddress}</span>
        ) : null}
        <span className="whitespace-nowrap">
          <LastUse device={device} />
        </span>
      </Parts>
    </p>
  );
}

function LastUse({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const say = (when: string | null) => {
    if (device.sessions.length === 0) return t('devices.lastActive', { when: when ?? t('time.justNow') });
    return when === null ? t('devices.activeNow') : t('devices.active', { when });
  };
  return <Moment at={lastUse(device)} as="ago" say={say} />;
}

/** With dots between them. */
function Parts({ children }: { readonly children: ReactNode[] }) {
  const parts = children.filter((part) => part !== null);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never change places.
    <span key={index}>
      {index === 0 ? null : <span aria-hidden> · </span>}
      {part}
    </span>
  ));
}
