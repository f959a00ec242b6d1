import type { Place, Session } from '@rollcall/client';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useIsInSeveral } from '../../hooks/use-is-in-several.ts';
import { useFormat } from '../../language/viewer.tsx';
import { placeText } from '../../text/place-text.ts';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../shell/moment.tsx';
import { useIsActing } from './acting.ts';

/** Everything that is kept about one session. */
export function SessionFacts({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const format = useFormat();
  const method = methodText(t, session);
  const isActing = useIsActing();
  const isInSeveral = useIsInSeveral() && !isActing;
  const address = (text: string | null, place: Place) =>
    [text ?? t('time.unknown'), placeText(t, format, place)].filter(Boolean).join(' · ');
  return (
    <Facts
      facts={[
        ...(isInSeveral ? [{ name: t('session.organization'), value: session.organization.name }] : []),
        { name: t('session.since'), value: <Moment at={session.signedInAt} as="moment" /> },
        {
          name: t('session.method'),
          value: session.keepSignedIn ? t('session.methodKept', { method }) : method,
        },
        { name: t('session.ends'), value: <Ends session={session} /> },
        ...(isActing
          ? []
          : [
              { name: t('session.firstAddress'), value: address(session.firstAddress, session.firstPlace) },
              { name: t('session.lastAddress'), value: address(session.lastAddress, session.lastPlace) },
            ]),
        ...(session.alsoAt.length === 0 ? [] : [{ name: t('session.alsoAt'), value: <Hosts session={session} /> }]),
      ]}
    />
  );
}

function Hosts({ session: { alsoAt } }: { readonly session: Session }) {
  const { t } = useTranslation();
  return (
    <ul>
      {alsoAt.map(({ host, since, lastUsedAt }) => (
        <li key={`${host} ${since}`} className="[overflow-wrap:anywhere]">
          {host}
          <span className="text-muted">
            {' · '}
            <Moment
              at={lastUsedAt}
              as="ago"
              say={(when) => (when === null ? t('devices.activeNow') : t('devices.active', { when }))}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function methodText(t: TFunction, { method, serviceName }: Session): string {
  if (method !== 'service') return t(`session.methods.${method}`);
  return serviceName === null
    ? t('session.methods.serviceGone')
    : t('session.methods.service', { service: serviceName });
}

function Ends({ session: { idlesAt, expiresAt } }: { readonly session: Session }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (idlesAt !== null && expiresAt !== null && idlesAt < expiresAt) {
    return t('session.endsIdle', { idle: format.moment(idlesAt), latest: format.moment(expiresAt) });
  }
  if (expiresAt !== null) return t('session.endsLatest', { latest: format.moment(expiresAt) });
  if (idlesAt !== null) return t('session.endsIdleOnly', { idle: format.moment(idlesAt) });
  return t('session.endsNever');
}
